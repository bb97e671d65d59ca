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

/**
 * Tests between the real servers of a sandbox, the usual one that all classes share unless they have an {@link OwnNetwork}.
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
      ExtensionContext holder = own == null ? context.getRoot() : context;
      sandbox = running(holder, own == null ? new String[0] : own.value());
    }

    /** Ends with the store that it lies in. */
    private static Sandbox running(ExtensionContext holder, String[] options) throws IOException {
      Store store = holder.getStore(Namespace.create(Network.class, holder.getUniqueId()));
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
