package portage.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portage.crypto.DidKey;
import portage.ipld.Cid;
import portage.jvm.BouncySignatures;
import portage.jvm.MemoryItem;

/** Repos that the reference packages made at random, read by us. Needs {@code sandbox/install}. */
class ReferenceRepoTest {
  private static final Path SANDBOX = Path.of("sandbox");
  private static final Path MODULES = SANDBOX.resolve("node_modules");
  private static final int REPOS = 12;

  @Test
  void reposOfTheReferencePackagesAreReadExactly(@TempDir Path folder) throws Exception {
    Path node = node();
    assumeTrue(node != null, "the sandbox is not installed: run sandbox/install");
    File said = folder.resolve("said").toFile();
    Process process = new ProcessBuilder(
        node.toString(), SANDBOX.resolve("random-repos.mjs").toString(), folder.toString(), "1", String.valueOf(REPOS))
        .redirectErrorStream(true).redirectOutput(said).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "random-repos.mjs does not end");
    assertEquals(0, process.exitValue(), Files.readString(said.toPath()));
    int records = 0;
    for (JsonValue value : Json.parse(Files.readString(folder.resolve("index.json"))).asArray()) {
      records += readExactly(folder, value.asObject());
    }
    assertTrue(records > 3000);
  }

  private static int readExactly(Path folder, JsonObject expected) throws Exception {
    String file = expected.getString("file", null);
    byte[] car = Files.readAllBytes(folder.resolve(file));
    RepoCheck check = new RepoCheck(expected.getString("did", null),
        DidKey.parse(expected.getString("signingKey", null)), new BouncySignatures());
    for (int at = 0; at < car.length; at += 1000) {
      check.push(car, at, Math.min(1000, car.length - at));
    }
    MemoryItem kept = new MemoryItem(file, car);
    RepoReport report = check.finish(kept);
    assertEquals(expected.getString("root", null), report.root().toString(), file);
    assertEquals(expected.getString("rev", null), report.rev(), file);
    assertEquals(expected.get("records").asArray().size(), report.recordCount(), file);
    assertEquals(0, report.unreferencedBlocks(), file);
    assertEquals(texts(expected, "blobs"),
        report.blobs().stream().map(blob -> blob.cid().toString()).sorted().toList(), file);

    List<String> wanted = new ArrayList<>();
    for (JsonValue record : expected.get("records").asArray()) {
      wanted.add(record.asObject().getString("path", null) + " " + record.asObject().getString("cid", null));
    }
    List<String> walked = new ArrayList<>();
    new RepoWalker(new BlockReader(check.index(), kept)).walk(report.dataRoot(), new RepoVisitor() {
      @Override
      public void node(Cid cid) {}

      @Override
      public void record(String path, Cid cid) {
        walked.add(path + " " + cid);
      }
    });
    assertEquals(wanted, walked, file);
    return walked.size();
  }

  private static List<String> texts(JsonObject json, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : json.get(name).asArray()) {
      texts.add(value.asString());
    }
    return texts;
  }

  private static Path node() {
    for (String machine : new String[] {"x64", "arm64"}) {
      Path node = MODULES.resolve("node-linux-" + machine).resolve("bin/node");
      if (Files.isExecutable(node)) {
        return node;
      }
    }
    return null;
  }
}
