package portage.jvm;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Tests between the real servers of a sandbox, the usual one that all classes of a JVM share unless they have an {@link OwnNetwork}.
 * Before each test its log is empty and no fault is set; accounts stay, so each class has names of its own.
 */
@ExtendWith(OverHttpTest.Network.class)
public abstract class OverHttpTest {
  protected static Sandbox sandbox;

  /** Starts what a class plays on. */
  static final class Network implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
      Assumptions.assumeTrue(Sandbox.isInstalled(), "the sandbox is not installed: run sandbox/install");
      OwnNetwork own = context.getRequiredTestClass().getAnnotation(OwnNetwork.class);
      // A store finds what is in the stores above it, so a network of its own has a name of its own.
      sandbox =
          own == null
              ? running(context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Network.class)))
              : running(context.getStore(Namespace.create(Network.class, context.getUniqueId())), own.value());
    }

    /** Ends with the store that it lies in. */
    private static Sandbox running(Store store, String... options) throws IOException {
      Sandbox running = store.get("sandbox", Sandbox.class);
      if (running == null) {
        running = Sandbox.start(options);
        store.put("sandbox", running);
      }
      return running;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
      sandbox.control("DELETE", "/log", null);
      sandbox.control("DELETE", "/faults", null);
    }

    /** Nobody goes on with the network of another class. */
    @Override
    public void afterAll(ExtensionContext context) {
      sandbox = null;
    }
  }
}
