package portage.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import portage.jvm.BouncySignatures;
import portage.jvm.BouncySigning;
import portage.jvm.DiskFile;
import portage.jvm.JdkDeflate;
import portage.jvm.JdkGzip;
import portage.jvm.MemoryFile;
import portage.jvm.MemorySafe;
import portage.jvm.MemoryStorage;
import portage.stream.OutputFile;

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
  Stream<DynamicTest> jdkDeflate() {
    return tests(new DeflateContract(new JdkDeflate()));
  }

  @TestFactory
  Stream<DynamicTest> zipFiles() {
    return tests(new ZipContract(new JdkDeflate()));
  }

  @TestFactory
  Stream<DynamicTest> memoryFile() {
    return tests(new OutputFileContract(new OutputFileContract.Place() {
      private MemoryFile last;

      @Override public OutputFile open() {
        last = new MemoryFile();
        return last;
      }

      @Override public byte[] bytesOrNull() {
        return last.isFinished() ? last.toByteArray() : null;
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> diskFile(@TempDir Path folder) {
    Path path = folder.resolve("file");
    return tests(new OutputFileContract(new OutputFileContract.Place() {
      @Override public OutputFile open() throws IOException {
        Files.deleteIfExists(path);
        return new DiskFile(path);
      }

      @Override public byte[] bytesOrNull() throws IOException {
        return Files.exists(path) ? Files.readAllBytes(path) : null;
      }
    }));
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
