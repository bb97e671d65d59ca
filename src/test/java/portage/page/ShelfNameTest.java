package portage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShelfNameTest {
  private static final String DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

  @Test void nameTellsWhoseBackupItIs() {
    for (ShelfName name : List.of(
        new ShelfName(DID, "ana-2.example.com"), new ShelfName(DID, null),
        new ShelfName("did:web:localhost%3A1234", "a.b"), new ShelfName("did:example:A__b_", "under--score.example"))) {
      assertEquals(name, ShelfName.ofOrNull(name.fileName()));
      assertTrue(name.fileName().matches("[a-z0-9._-]+"), name.fileName());
    }
    assertEquals("did_3aplc_3aewvi7nxzyoun6zhxrhs64oiz__ana.example.zip", new ShelfName(DID, "ana.example").fileName());
  }

  @Test void longHandleIsLeftOut() {
    String name = new ShelfName(DID, "a".repeat(200) + ".example").fileName();
    assertTrue(name.length() <= 200, name);
    assertEquals(new ShelfName(DID, null), ShelfName.ofOrNull(name));
  }

  @Test void otherFilesAreNobodys() {
    for (String other : List.of("", ".zip", "x.zip", "did_3aplc_3aewvi7nxzyoun6zhxrhs64oiz", "did_3.zip", "did_3aplc_3g.zip")) {
      assertNull(ShelfName.ofOrNull(other), other);
    }
  }
}
