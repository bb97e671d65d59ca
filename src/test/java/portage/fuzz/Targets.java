package portage.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * The readers that are fuzzed. Each is a class with {@code fuzzerTestOneInput(byte[])}, which throws when the reader breaks a
 * promise, and {@code seeds()}, good inputs to begin from.
 */
final class Targets {
  static final List<String> CLASSES = List.of(
      "portage.ipld.DagCborTarget",
      "portage.ipld.CidTarget",
      "portage.crypto.BasesTarget",
      "portage.repo.CarTarget",
      "portage.repo.CommitTarget",
      "portage.repo.MstNodeTarget",
      "portage.repo.RepoTarget",
      "portage.net.JsonTarget",
      "portage.net.OriginTarget",
      "portage.atproto.NamesTarget",
      "portage.atproto.HeadersTarget",
      "portage.atproto.AnswersTarget",
      "portage.atproto.DidDocumentTarget",
      "portage.atproto.PlcOperationTarget",
      "portage.atproto.PlcLogTarget",
      "portage.archive.ZipTarget",
      "portage.archive.ManifestTarget",
      "portage.migration.JournalTarget");

  private Targets() {}

  /** The name without its package. */
  static String name(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  @SuppressWarnings("unchecked") // the convention above
  static List<byte[]> seeds(String className) throws ReflectiveOperationException {
    return (List<byte[]>) Class.forName(className).getMethod("seeds").invoke(null);
  }

  static void run(String className, byte[] input) throws Throwable {
    try {
      Class.forName(className).getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
