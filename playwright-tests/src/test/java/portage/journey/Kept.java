package portage.journey;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import portage.engine.Tab;

/** Looks into everything that a browser keeps for the page. */
final class Kept {
  /** Lists what is kept as pairs: where, and the content as text, a character a byte where it is bytes. */
  private static final String LOOK =
      """
      async () => {
        const found = [];
        const text = async (value) => {
          if (value instanceof Blob) value = await value.arrayBuffer();
          if (ArrayBuffer.isView(value)) value = value.buffer;
          if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
          if (value && typeof value === 'object') {
            const parts = [];
            for (const key of Object.keys(value)) parts.push(key + '=' + await text(value[key]));
            return parts.join('\\n');
          }
          return String(value);
        };
        const walk = async (directory, path) => {
          for await (const [name, handle] of directory.entries()) {
            if (handle.kind === 'directory') await walk(handle, path + name + '/');
            else found.push([path + name, await text(await handle.getFile())]);
          }
        };
        if (navigator.storage?.getDirectory) await walk(await navigator.storage.getDirectory(), 'opfs:/');
        const asked = (request) => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const { name } of await indexedDB.databases()) {
          const database = await asked(indexedDB.open(name));
          for (const store of database.objectStoreNames) {
            const records = database.transaction(store).objectStore(store);
            const [keys, values] = await Promise.all([asked(records.getAllKeys()), asked(records.getAll())]);
            for (let i = 0; i < keys.length; i++) {
              found.push(['indexeddb:/' + name + '/' + store + '/' + keys[i], await text(values[i])]);
            }
          }
          database.close();
        }
        for (const [kind, storage] of [['local', localStorage], ['session', sessionStorage]]) {
          for (const [key, value] of Object.entries(storage)) found.push([kind + ':/' + key, value]);
        }
        for (const name of await caches.keys()) found.push(['cache:/' + name, name]);
        if (document.cookie) found.push(['cookie', document.cookie]);
        return found;
      }
      """;

  /** Removes every file, or every database, or both. */
  private static final String REMOVE =
      """
      async (place) => {
        if (place !== 'DATABASES' && navigator.storage?.getDirectory) {
          const root = await navigator.storage.getDirectory();
          for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
        }
        if (place === 'FILES') return;
        for (const { name } of await indexedDB.databases()) {
          await new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            request.onsuccess = resolve;
            request.onerror = () => reject(request.error);
          });
        }
      }
      """;

  private Kept() {}

  /** Where a browser keeps things; it may remove one without the other. */
  enum Place { FILES, DATABASES, ANYWHERE }

  /** Removes what is kept there; nothing of the page may be running. */
  static void remove(Tab tab, Place place) {
    tab.run(REMOVE, place.name());
  }

  /** One thing that is kept. */
  record Item(String name, String content) {}

  static List<Item> items(Tab tab) {
    List<Item> items = new ArrayList<>();
    for (JsonValue pair : tab.run(LOOK).asArray()) {
      JsonArray both = pair.asArray();
      items.add(new Item(both.get(0).asString(), both.get(1).asString()));
    }
    return items;
  }

  static List<String> names(Tab tab) {
    return items(tab).stream().map(Item::name).toList();
  }
}
