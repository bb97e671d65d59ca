package portage.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import portage.stream.StoredItem;

/**
 * What the person chose and no text can hold; goes beside a {@link UserAction}.
 *
 * @param files those of the form's file fields, by field name; a field without a file is not among them
 * @param placeOrNull where something is to be saved; null where the browser asks nobody for a place
 */
public record Chosen(Map<String, StoredItem> files, SavePlace placeOrNull) {
  public static final Chosen NOTHING = new Chosen(Map.of(), null);

  public Chosen {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }
}
