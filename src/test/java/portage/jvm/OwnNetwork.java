package portage.jvm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The network of this class is for it alone, from its first test to its last. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnNetwork {
  /** Options of {@code sandbox/start}; none for the usual servers. */
  String[] value() default {};
}
