package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureHeadTest {
  /** One pixel each, by cwebp: lossy, lossless. */
  private static final List<String> WEBP =
      List.of(
          "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
          "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  private static byte[] drawn(String format) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), format, bytes), format);
    return bytes.toByteArray();
  }

  @Test void picturesAreToldByTheirBytes() throws Exception {
    for (String format : List.of("png", "jpeg", "gif")) {
      assertEquals(new PictureHead("image/" + format, 600), PictureHead.ofOrNull(drawn(format)));
    }
    for (String webp : WEBP) {
      assertEquals(new PictureHead("image/webp", 1), PictureHead.ofOrNull(Base64.getDecoder().decode(webp)));
    }
  }

  @Test void pictureThatClaimsVeryMuchIsToldBySize() throws Exception {
    byte[] huge = drawn("png");
    Arrays.fill(huge, 16, 24, (byte) 0x7f);
    assertTrue(PictureHead.ofOrNull(huge).pixelCount() > 1_000_000_000_000L);
  }

  @Test void whatCouldBeRunIsNoPicture() {
    for (String text : List.of("", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<!doctype html>", "GIF88a", "RIFFxxxxWEBPVP8?", "%PDF-1.7")) {
      assertNull(PictureHead.ofOrNull(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 40)), text);
    }
  }

  @Test void picturesThatAreCutOrSpoiltAreReadWithinTheirBytes() throws Exception {
    Random random = new Random(20261126);
    for (String format : List.of("png", "jpeg", "gif")) {
      byte[] whole = drawn(format);
      assertNotNull(PictureHead.ofOrNull(whole));
      for (int i = 0; i < 3_000; i++) {
        byte[] spoilt = Arrays.copyOf(whole, random.nextInt(whole.length));
        if (spoilt.length > 4) spoilt[4 + random.nextInt(spoilt.length - 4)] = (byte) random.nextInt();
        PictureHead.ofOrNull(spoilt);
      }
    }
  }
}
