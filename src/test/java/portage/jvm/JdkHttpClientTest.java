package portage.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.net.HttpRequest;

/** What it does as a browser would, so that a fault on the JVM is the fault that a page meets. */
class JdkHttpClientTest {
  private final JdkHttpClient client = new JdkHttpClient(JdkHttpClient.LiveBodies.NOT_TAKEN);

  @Test void brokenConnectionIsToldAndNotTriedAgainInSilence() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread breaker = new Thread(() -> breakAll(server, connections));
      breaker.setDaemon(true);
      breaker.start();
      unreachable("http://localhost:" + server.getLocalPort() + "/");
    }
    assertEquals(1, connections.get());
  }

  private static void breakAll(ServerSocket server, AtomicInteger connections) {
    while (true) {
      try (Socket connection = server.accept()) {
        connections.incrementAndGet();
        connection.getInputStream().read(new byte[4096]);
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  @Test void answerWithoutLeaveForPagesCannotBeRead() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(524, -1);
      exchange.close();
    });
    server.start();
    try {
      unreachable("http://localhost:" + server.getAddress().getPort() + "/");
    } finally {
      server.stop(0);
    }
  }

  private void unreachable(String url) {
    StreamingException failure = assertThrows(StreamingException.class, () -> client.send(HttpRequest.get(url)));
    assertEquals(ErrorCode.UNREACHABLE, failure.code(), failure.getMessage());
  }
}
