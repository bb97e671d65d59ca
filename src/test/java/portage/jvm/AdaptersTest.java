package portage.jvm;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import portage.contract.Contract;
import portage.contract.ContractServer;
import portage.contract.HttpContract;
import portage.contract.TeeContract;

/** The contracts over the adapters that stand in for the browser's network and tee. */
class AdaptersTest {
  private static ContractServer server;

  @BeforeAll static void start() throws IOException {
    server = new ContractServer(0, null);
  }

  @AfterAll static void stop() {
    server.close();
  }

  private static Stream<DynamicTest> tests(Contract contract) {
    return contract.cases().stream().map(one -> DynamicTest.dynamicTest(one.name(), one.body()::run));
  }

  @TestFactory
  Stream<DynamicTest> jdkHttpClient() {
    return tests(
        new HttpContract(new JdkHttpClient(JdkHttpClient.LiveBodies.TAKEN), new MemoryStorage(), server.base()));
  }

  @TestFactory
  Stream<DynamicTest> threadTee() {
    return tests(new TeeContract(new ThreadTee()));
  }
}
