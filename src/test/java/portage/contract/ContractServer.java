package portage.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import portage.crypto.Sha256;

/**
 * The server of {@link HttpContract}, and of the page that runs the contracts in a browser. JVM only.
 *
 * <pre>
 * GET  /bytes?size=n            n bytes of {@link Pattern}, chunked
 * GET  /status?code=n           that status, with Retry-After: 7
 * GET  /redirect                302 to /bytes?size=10
 * GET  /cut?size=n&amp;after=m      promises n bytes, gives m, closes
 * GET  /stall?after=n&amp;for=ms    gives n bytes, is silent for ms, ends
 * GET  /drip?every=ms&amp;times=n   n bytes, each after ms
 * any  /silent?for=ms           answers after ms
 * POST /echo                    "size sha256 content-type content-length"
 * POST /report                  prints the body, remembers it as the last report
 * GET  anything else            a file of the site, with the worker's content security policy
 * </pre>
 */
public final class ContractServer implements AutoCloseable {
  /** What the site's own server sends for workers: no eval, no inline script. WebKit asks for an icon unasked. */
  public static final String POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src *; img-src 'self'";

  private static final Map<String, String> TYPES = Map.of(
      "html", "text/html; charset=utf-8",
      "js", "text/javascript; charset=utf-8",
      "wasm", "application/wasm",
      "css", "text/css; charset=utf-8",
      "svg", "image/svg+xml");

  private static final byte[] PERIOD = Pattern.bytes(0, Pattern.PERIOD_BYTES);

  private final HttpServer server;
  private final Path site;
  private volatile String report;

  /** Starts on {@code port} of this computer, 0 for any. {@code site} may be null. */
  public ContractServer(int port, Path site) throws IOException {
    this.site = site;
    server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newCachedThreadPool(task -> {
      Thread thread = new Thread(task, "contract server");
      thread.setDaemon(true);
      return thread;
    }));
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address, without a slash at the end. */
  public String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The last body posted to /report, or null. */
  public String report() {
    return report;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** {@code ContractServer port directory}: serves until it is killed. */
  public static void main(String[] args) throws IOException {
    try (ContractServer server = new ContractServer(Integer.parseInt(args[0]), Path.of(args[1]))) {
      System.out.println(server.base());
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*");
      exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      Map<String, String> query = query(exchange);
      switch (exchange.getRequestURI().getPath()) {
        case "/bytes" -> bytes(exchange, number(query, "size"));
        case "/status" -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.sendResponseHeaders((int) number(query, "code"), -1);
        }
        case "/redirect" -> {
          exchange.getResponseHeaders().set("Location", "/bytes?size=10");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/cut" -> {
          exchange.sendResponseHeaders(200, number(query, "size"));
          write(exchange.getResponseBody(), number(query, "after"));
        }
        case "/stall" -> {
          exchange.sendResponseHeaders(200, 0);
          write(exchange.getResponseBody(), number(query, "after"));
          exchange.getResponseBody().flush();
          sleep(number(query, "for"));
        }
        case "/drip" -> drip(exchange, number(query, "every"), number(query, "times"));
        case "/silent" -> {
          sleep(number(query, "for"));
          exchange.sendResponseHeaders(200, -1);
        }
        case "/echo" -> echo(exchange);
        case "/report" -> {
          report = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          System.out.println(report);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> file(exchange);
      }
    }
  }

  private static void bytes(HttpExchange exchange, long size) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.sendResponseHeaders(200, 0);
    write(exchange.getResponseBody(), size);
    exchange.getResponseBody().close();
  }

  private static void drip(HttpExchange exchange, long everyMillis, long times) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < times; i++) {
      sleep(everyMillis);
      exchange.getResponseBody().write(PERIOD, i % PERIOD.length, 1);
      exchange.getResponseBody().flush();
    }
    exchange.getResponseBody().close();
  }

  private static void write(OutputStream out, long size) throws IOException {
    for (long at = 0; at < size; ) {
      int from = (int) (at % PERIOD.length);
      int count = (int) Math.min(Math.min(size - at, 64 << 10), PERIOD.length - from);
      out.write(PERIOD, from, count);
      at += count;
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    Sha256 sha = new Sha256();
    long size = 0;
    byte[] room = new byte[64 << 10];
    InputStream in = exchange.getRequestBody();
    for (int count = in.read(room); count >= 0; count = in.read(room)) {
      sha.update(room, 0, count);
      size += count;
    }
    String text = size + " " + HttpContract.hex(sha.digest())
        + " " + exchange.getRequestHeaders().getFirst("Content-Type")
        + " " + exchange.getRequestHeaders().getFirst("Content-Length");
    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    Path file = site == null ? null : site.resolve(name.isEmpty() ? "index.html" : name).normalize();
    if (file == null || !file.startsWith(site) || !Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    byte[] bytes = Files.readAllBytes(file);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static long number(Map<String, String> query, String name) {
    return Long.parseLong(query.getOrDefault(name, "0"));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
