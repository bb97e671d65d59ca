package portage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The directions in which packages may know each other, and what main code must not use because TeaVM lacks it, gets it
 * wrong or makes the site much larger by it. Looks at import lines and at names written out in full.
 */
class HouseTest {
  private static final Path MAIN = Path.of("src/main/java/portage");
  private static final Set<String> MAINS = Set.of("PageMain.java", "WorkerMain.java");

  /** Each package with those it may know besides itself. One that is not here may know nothing. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("metrics", Set.of("net", "error")),
          Map.entry("stream", Set.of("error")),
          Map.entry("net", Set.of("ipld", "stream", "error")),
          Map.entry("crypto", Set.of("stream", "error")),
          Map.entry("ipld", Set.of("crypto")),
          Map.entry("atproto", Set.of("net", "crypto", "ipld", "stream", "error")),
          Map.entry("repo", Set.of("net", "crypto", "ipld", "stream", "error")),
          Map.entry(
              "transfer", Set.of("atproto", "repo", "net", "crypto", "ipld", "metrics", "stream", "error")),
          Map.entry(
              "archive",
              Set.of("transfer", "atproto", "repo", "net", "crypto", "ipld", "metrics", "stream", "error")),
          Map.entry(
              "migration",
              Set.of("archive", "transfer", "atproto", "repo", "net", "crypto", "ipld", "metrics", "stream", "error")),
          Map.entry(
              "page",
              Set.of(
                  "migration", "archive", "transfer", "atproto", "repo", "net", "crypto", "ipld", "metrics", "stream",
                  "error")),
          Map.entry(
              "browser",
              Set.of(
                  "page", "migration", "archive", "transfer", "atproto", "repo", "net", "crypto", "ipld", "metrics", "stream",
                  "error")));

  private static final Pattern OURS = Pattern.compile("\\bportage\\.([a-z]+)\\.");
  private static final Pattern TEAVM = Pattern.compile("\\borg\\.teavm\\b");

  /** What must not be used, and why. */
  private static final Map<Pattern, String> FORBIDDEN = forbidden();

  private static Map<Pattern, String> forbidden() {
    Map<Pattern, String> forbidden = new LinkedHashMap<>();
    forbidden.put(Pattern.compile("\\bJSPromise\\s*\\.\\s*await\\b"), "promises are awaited through Js.await");
    forbidden.put(Pattern.compile("\\bString\\s*\\.\\s*format\\b"), "String.format brings a formatter along");
    forbidden.put(Pattern.compile("\\.\\s*formatted\\s*\\("), "String.formatted brings a formatter along");
    forbidden.put(Pattern.compile("\\bjava\\.util\\.regex\\b"), "java.util.regex brings an engine along");
    forbidden.put(Pattern.compile("\\bjava\\.nio\\.charset\\b"), "Java's coders bring the tables of floating point along; see Utf8");
    forbidden.put(Pattern.compile("\\.\\s*(asDouble|asFloat)\\s*\\("), "reading floating point brings its tables along");
    forbidden.put(Pattern.compile("\\bjava\\.time\\b"), "java.time brings its tables along");
    forbidden.put(Pattern.compile("\\bjava\\.net\\b"), "java.net.URI reads addresses otherwise than browsers do");
    return forbidden;
  }

  @Test void everyPackageKnowsOnlyThoseBelowIt() throws IOException {
    assertEquals(List.of(), strayingIn(MAIN), "see the list of packages at the top of this test");
  }

  @Test void everyPackageHasItsPlaceInTheHouse() throws IOException {
    try (Stream<Path> rooms = Files.list(MAIN)) {
      List<String> unknown =
          rooms.filter(Files::isDirectory)
              .map(room -> room.getFileName().toString())
              .filter(room -> !MAY_KNOW.containsKey(room))
              .toList();
      assertEquals(List.of(), unknown, "packages without a rule");
    }
  }

  @Test void sourceIsFoundAtAll() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      assertTrue(files.filter(file -> file.toString().endsWith(".java")).count() > 100, "looked in the wrong place");
    }
  }

  @Test void strayImportIsToldWithFileAndLine() {
    assertEquals(
        List.of("net/Bad.java:3: net must not know page"),
        straying("net/Bad.java", "package portage.net;\n\nimport portage.page.View;\n"));
  }

  @Test void nameInFullIsToldAsAnImportIs() {
    assertEquals(
        List.of("stream/Bad.java:2: stream must not know net"),
        straying("stream/Bad.java", "class Bad {\n  portage.net.Clock clock;\n}\n"));
    assertEquals(1, straying("ipld/Bad.java", "import portage.error.ErrorCode;").size());
    assertEquals(1, straying("metrics/Bad.java", "import portage.stream.ByteStream;").size());
    assertEquals(1, straying("repo/Bad.java", "import static portage.atproto.Did.of;").size());
  }

  @Test void browserIsKnownToTheMainsAlone() {
    assertEquals(1, straying("page/Bad.java", "import portage.browser.Js;").size());
    assertEquals(1, straying("page/Bad.java", "import portage.browser.js.JsFetch;").size());
    assertEquals(List.of(), straying("browser/dom/Good.java", "import portage.browser.js.JsFetch;"));
    assertEquals(List.of(), straying("PageMain.java", "import portage.browser.DomPage;"));
  }

  @Test void teavmIsKnownToBrowserAndTheMainsAlone() {
    assertEquals(1, straying("page/Bad.java", "import org.teavm.jso.JSObject;").size());
    assertEquals(1, straying("Stray.java", "import org.teavm.jso.JSObject;").size());
    assertEquals(List.of(), straying("browser/Good.java", "import org.teavm.jso.JSObject;"));
    assertEquals(List.of(), straying("WorkerMain.java", "import org.teavm.jso.JSBody;"));
  }

  @Test void whatMainCodeMustNotUseIsTold() {
    for (String line : List.of(
        "JSPromise.await(promise)", "String.format(\"%s\", a)", "\"%s\".formatted(a)", "java.util.regex.Pattern p;",
        "import java.time.Instant;",
        "text.getBytes(java.nio.charset.StandardCharsets.UTF_8)", "value.asDouble()", "new java.net.URI(text)", "import java.net.URI;")) {
      assertEquals(1, straying("browser/Bad.java", "\n" + line).size(), line);
    }
  }

  @Test void commentsAndTextsMayNameAnything() {
    assertEquals(
        List.of(),
        straying(
            "net/Good.java",
            "/* import portage.page.View;\n * {@link portage.browser.Js} */ // String.format\n"
                + "String a = \"https://x \\\" portage.page.\"; char quote = '\"'; // portage.page.View\n"));
    assertEquals(
        List.of("net/Bad.java:1: net must not know page"),
        straying("net/Bad.java", "String a = \"//\"; portage.page.View view;"));
  }

  private static List<String> strayingIn(Path root) throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
        all.addAll(straying(root.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
      }
    }
    return all;
  }

  /** One line for each stray name in a file; {@code name} is relative to the root package. */
  private static List<String> straying(String name, String source) {
    int slash = name.indexOf('/');
    String room = slash < 0 ? "" : name.substring(0, slash);
    boolean isMain = MAINS.contains(name);
    List<String> found = new ArrayList<>();
    String[] lines = codeOnly(source).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith("package ")) {
        continue;
      }
      String place = name + ":" + (i + 1) + ": ";
      Matcher ours = OURS.matcher(lines[i]);
      while (ours.find()) {
        String known = ours.group(1);
        if (!isMain && !known.equals(room) && !MAY_KNOW.getOrDefault(room, Set.of()).contains(known)) {
          found.add(place + room + " must not know " + known);
        }
      }
      if (TEAVM.matcher(lines[i]).find() && !isMain && !room.equals("browser")) {
        found.add(place + "only the mains and browser know org.teavm");
      }
      for (Map.Entry<Pattern, String> rule : FORBIDDEN.entrySet()) {
        if (rule.getKey().matcher(lines[i]).find()) {
          found.add(place + rule.getValue());
        }
      }
    }
    return found;
  }

  private enum Inside { CODE, LINE_COMMENT, BLOCK_COMMENT, TEXT, CHARACTER }

  /** The source with comments and the insides of texts blanked; line feeds stay, so that line numbers do. */
  private static String codeOnly(String source) {
    StringBuilder code = new StringBuilder(source.length());
    Inside inside = Inside.CODE;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
      boolean kept = inside == Inside.CODE;
      if (inside == Inside.CODE && c == '/' && next == '/') {
        inside = Inside.LINE_COMMENT;
        kept = false;
      } else if (inside == Inside.CODE && c == '/' && next == '*') {
        inside = Inside.BLOCK_COMMENT;
        kept = false;
      } else if (inside == Inside.CODE && c == '"') {
        inside = Inside.TEXT;
      } else if (inside == Inside.CODE && c == '\'') {
        inside = Inside.CHARACTER;
      } else if (inside == Inside.LINE_COMMENT && c == '\n') {
        inside = Inside.CODE;
      } else if (inside == Inside.BLOCK_COMMENT && c == '/' && i > 0 && source.charAt(i - 1) == '*') {
        inside = Inside.CODE;
      } else if ((inside == Inside.TEXT || inside == Inside.CHARACTER) && c == '\\') {
        code.append(' ');
        i++;
        c = ' ';
      } else if (inside == Inside.TEXT && c == '"' || inside == Inside.CHARACTER && c == '\'') {
        inside = Inside.CODE;
        kept = true;
      }
      code.append(kept || c == '\n' ? c : ' ');
    }
    return code.toString();
  }
}
