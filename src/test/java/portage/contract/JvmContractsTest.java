package portage.contract;

import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import portage.jvm.BouncySignatures;
import portage.jvm.BouncySigning;
import portage.jvm.JdkGzip;
import portage.jvm.MemorySafe;
import portage.jvm.MemoryStorage;

/** The contracts over the adapters that the tests on the JVM use. */
class JvmContractsTest {
  private static Stream<DynamicTest> tests(Contract contract) {
    return contract.cases().stream().map(one -> DynamicTest.dynamicTest(one.name(), one.body()::run));
  }

  @TestFactory
  Stream<DynamicTest> memoryStorage() {
    MemoryStorage storage = new MemoryStorage();
    return tests(new StorageContract(() -> storage));
  }

  @TestFactory
  Stream<DynamicTest> jdkGzip() {
    return tests(
        new GzipContract(
            new JdkGzip(), packed -> new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()));
  }

  @TestFactory
  Stream<DynamicTest> memorySafe() {
    MemorySafe safe = new MemorySafe();
    return tests(new SafeContract(() -> safe));
  }

  @TestFactory
  Stream<DynamicTest> bouncySignatures() {
    return tests(new SignaturesContract(new BouncySignatures()));
  }

  @TestFactory
  Stream<DynamicTest> bouncySigning() {
    return tests(new SigningContract(new BouncySigning(), new BouncySignatures()));
  }
}
