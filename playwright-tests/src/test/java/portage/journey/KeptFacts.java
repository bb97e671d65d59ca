package portage.journey;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import portage.engine.Tab;

/**
 * What a page that was just opened finds in its journal about a move.
 *
 * @param kept CIDs of the blobs that are kept here or moved
 * @param moved CIDs of those that the target has
 */
record KeptFacts(long atMillis, Set<String> kept, Set<String> moved, boolean isRepoMoved) {
  private static final String LINES =
      """
      async (did) => {
        const asked = (request) => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const found = (await indexedDB.databases()).find((one) => one.name.endsWith('-log'));
        if (!found) return []; // a page that was never opened before
        const database = await asked(indexedDB.open(found.name));
        const lines = await asked(database.transaction('lines').objectStore('lines').index('by-key').getAll(did));
        database.close();
        return lines.map((line) => line.json);
      }
      """;

  static KeptFacts of(Tab tab, String did) {
    Set<String> kept = new HashSet<>();
    Set<String> moved = new HashSet<>();
    boolean isRepoMoved = false;
    for (JsonValue line : tab.run(LINES, did).asArray()) {
      JsonObject fact = Json.parse(line.asString()).asObject();
      String kind = fact.getString("fact", "");
      String cid = fact.getString("cid", "");
      if (kind.equals("blobKept") || kind.equals("blob")) kept.add(cid);
      if (kind.equals("blob")) moved.add(cid);
      isRepoMoved |= kind.equals("done") && fact.getString("step", "").equals("MOVE_REPO");
    }
    return new KeptFacts(System.currentTimeMillis(), kept, moved, isRepoMoved);
  }
}
