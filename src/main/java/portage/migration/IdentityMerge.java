package portage.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;

/**
 * What the identity is to be: the current one, minus the source's own keys, plus the target's. The person's own rotation
 * keys come first (order is authority); other verification methods, services and aliases stay.
 */
final class IdentityMerge {
  private IdentityMerge() {}

  static PlcData merge(PlcData current, DidCredentials source, DidCredentials target) {
    Set<String> rotationKeys = new LinkedHashSet<>(ownRotationKeys(current, source));
    rotationKeys.addAll(target.rotationKeys());

    Map<String, String> methods = new LinkedHashMap<>(current.verificationMethods());
    methods.put(PlcData.SIGNING_KEY_ID, target.verificationMethods().get(PlcData.SIGNING_KEY_ID));

    Map<String, PlcData.Service> services = new LinkedHashMap<>(current.services());
    services.put(PlcData.PDS_ID, target.services().get(PlcData.PDS_ID));

    // The target insists on its handle first; the source's own aliases go with the source.
    Set<String> aliases = new LinkedHashSet<>(target.alsoKnownAs());
    String oldHandle = firstHandle(current.alsoKnownAs());
    for (String alias : current.alsoKnownAs()) {
      if (!alias.equals(oldHandle) && !source.alsoKnownAs().contains(alias)) {
        aliases.add(alias);
      }
    }
    return new PlcData(current.did(), new ArrayList<>(rotationKeys), methods, new ArrayList<>(aliases), services);
  }

  /** Keys that are not the source server's: the person's, and nobody else's business. */
  static List<String> ownRotationKeys(PlcData current, DidCredentials source) {
    List<String> own = new ArrayList<>(current.rotationKeys());
    own.removeAll(source.rotationKeys());
    return own;
  }

  private static String firstHandle(List<String> aliases) {
    for (String alias : aliases) {
      if (alias.startsWith("at://")) {
        return alias;
      }
    }
    return null;
  }

  /** The difference in lines a person can read, most important first. */
  static List<IdentityChange> changes(PlcData before, PlcData after, DidCredentials target) {
    List<IdentityChange> changes = new ArrayList<>();
    changes.add(
        line(IdentityChange.Subject.PDS, "", endpoint(before, PlcData.PDS_ID), endpoint(after, PlcData.PDS_ID)));
    changes.add(
        line(
            IdentityChange.Subject.HANDLE,
            "",
            handleText(before.alsoKnownAs()),
            handleText(after.alsoKnownAs())));
    changes.add(
        line(
            IdentityChange.Subject.SIGNING_KEY,
            "",
            textOf(before.verificationMethods().get(PlcData.SIGNING_KEY_ID)),
            textOf(after.verificationMethods().get(PlcData.SIGNING_KEY_ID))));
    for (String key : union(before.rotationKeys(), after.rotationKeys())) {
      boolean was = before.rotationKeys().contains(key);
      boolean willBe = after.rotationKeys().contains(key);
      IdentityChange.Subject subject =
          target.rotationKeys().contains(key)
              ? IdentityChange.Subject.TARGET_ROTATION_KEY
              : willBe ? IdentityChange.Subject.OWN_ROTATION_KEY : IdentityChange.Subject.SOURCE_ROTATION_KEY;
      changes.add(line(subject, "", was ? key : "", willBe ? key : ""));
    }
    for (String name : union(before.verificationMethods().keySet(), after.verificationMethods().keySet())) {
      if (!name.equals(PlcData.SIGNING_KEY_ID)) {
        changes.add(
            line(
                IdentityChange.Subject.OTHER_KEY,
                name,
                textOf(before.verificationMethods().get(name)),
                textOf(after.verificationMethods().get(name))));
      }
    }
    for (String name : union(before.services().keySet(), after.services().keySet())) {
      if (!name.equals(PlcData.PDS_ID)) {
        changes.add(
            line(IdentityChange.Subject.OTHER_SERVICE, name, endpoint(before, name), endpoint(after, name)));
      }
    }
    for (String alias : union(before.alsoKnownAs(), after.alsoKnownAs())) {
      boolean was = before.alsoKnownAs().contains(alias) && !alias.equals(firstHandle(before.alsoKnownAs()));
      boolean willBe = after.alsoKnownAs().contains(alias) && !alias.equals(firstHandle(after.alsoKnownAs()));
      if (was || willBe) {
        changes.add(line(IdentityChange.Subject.ALIAS, "", was ? alias : "", willBe ? alias : ""));
      }
    }
    return changes;
  }

  private static IdentityChange line(IdentityChange.Subject subject, String name, String before, String after) {
    IdentityChange.Kind kind;
    if (before.equals(after)) {
      kind = IdentityChange.Kind.KEPT;
    } else if (before.isEmpty()) {
      kind = IdentityChange.Kind.ADDED;
    } else {
      kind = after.isEmpty() ? IdentityChange.Kind.REMOVED : IdentityChange.Kind.CHANGED;
    }
    return new IdentityChange(subject, name, kind, before, after);
  }

  private static Set<String> union(Iterable<String> a, Iterable<String> b) {
    Set<String> all = new LinkedHashSet<>();
    for (String text : a) {
      all.add(text);
    }
    for (String text : b) {
      all.add(text);
    }
    return all;
  }

  private static String endpoint(PlcData data, String service) {
    PlcData.Service found = data.services().get(service);
    return found == null ? "" : found.endpoint();
  }

  private static String handleText(List<String> aliases) {
    String first = firstHandle(aliases);
    return first == null ? "" : first.substring(5);
  }

  private static String textOf(String textOrNull) {
    return textOrNull == null ? "" : textOrNull;
  }
}
