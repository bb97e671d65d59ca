package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portage.atproto.DidCredentials;
import portage.atproto.PlcData;
import portage.migration.IdentityChange.Kind;
import portage.migration.IdentityChange.Subject;

class IdentityMergeTest {
  private static final PlcData.Service SOURCE_PDS = new PlcData.Service(PlcData.PDS_TYPE, "https://source.example");
  private static final PlcData.Service TARGET_PDS = new PlcData.Service(PlcData.PDS_TYPE, "https://target.example");
  private static final PlcData.Service LABELER = new PlcData.Service("AtprotoLabeler", "https://labels.example");

  private static final DidCredentials SOURCE =
      credentials(List.of("source-recovery", "source-rotation"), "ana.source.example", "source-signing", SOURCE_PDS);
  private static final DidCredentials TARGET =
      credentials(List.of("target-recovery", "target-rotation"), "ana.target.example", "target-signing", TARGET_PDS);

  private static DidCredentials credentials(
      List<String> rotationKeys, String handle, String signingKey, PlcData.Service pds) {
    return new DidCredentials(
        rotationKeys, List.of("at://" + handle), Map.of(PlcData.SIGNING_KEY_ID, signingKey),
        Map.of(PlcData.PDS_ID, pds));
  }

  private static PlcData current(List<String> rotationKeys, String... aliases) {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put(PlcData.SIGNING_KEY_ID, "source-signing");
    methods.put("atproto_label", "label-key");
    Map<String, PlcData.Service> services = new LinkedHashMap<>();
    services.put(PlcData.PDS_ID, SOURCE_PDS);
    services.put("atproto_labeler", LABELER);
    return new PlcData(Samples.DID, rotationKeys, methods, List.of(aliases), services);
  }

  private static PlcData plain() {
    return current(List.of("own", "source-recovery", "source-rotation"), "at://ana.source.example");
  }

  private static PlcData merged(PlcData current) {
    return IdentityMerge.merge(current, SOURCE, TARGET);
  }

  @Test void ownRotationKeysStayAndComeFirst() {
    assertEquals(List.of("own", "target-recovery", "target-rotation"), merged(plain()).rotationKeys());
    PlcData scattered =
        current(List.of("source-recovery", "own-b", "source-rotation", "own-a"), "at://ana.source.example");
    assertEquals(
        List.of("own-b", "own-a", "target-recovery", "target-rotation"), merged(scattered).rotationKeys());
  }

  @Test void sourceLosesItsPowerOverTheIdentity() {
    for (String key : merged(plain()).rotationKeys()) {
      assertFalse(SOURCE.rotationKeys().contains(key), key);
    }
  }

  @Test void accountWithoutKeysOfItsOwnGetsTheTargetsAlone() {
    assertEquals(
        TARGET.rotationKeys(),
        merged(current(SOURCE.rotationKeys(), "at://ana.source.example")).rotationKeys());
  }

  @Test void keyThatBothServersShareStaysOnce() {
    DidCredentials sharing =
        credentials(List.of("source-rotation", "target-rotation"), "ana.target.example", "target-signing", TARGET_PDS);
    assertEquals(
        List.of("own", "source-rotation", "target-rotation"),
        IdentityMerge.merge(plain(), SOURCE, sharing).rotationKeys());
  }

  @Test void signingKeyAndServerBecomeTheTargets() {
    PlcData merged = merged(plain());
    assertEquals("target-signing", merged.signingKey());
    assertEquals("https://target.example", merged.pdsEndpoint());
    assertEquals(Samples.DID, merged.did());
  }

  @Test void labelerKeepsItsKeyAndItsService() {
    PlcData merged = merged(plain());
    assertEquals("label-key", merged.verificationMethods().get("atproto_label"));
    assertEquals(LABELER, merged.services().get("atproto_labeler"));
    assertEquals(2, merged.verificationMethods().size());
    assertEquals(2, merged.services().size());
  }

  @Test void handleOfTheSourceIsReplaced() {
    assertEquals(List.of("at://ana.target.example"), merged(plain()).alsoKnownAs());
  }

  @Test void handleOnAnOwnDomainStays() {
    DidCredentials target =
        credentials(TARGET.rotationKeys(), "ana.example", "target-signing", TARGET_PDS);
    DidCredentials source = credentials(SOURCE.rotationKeys(), "ana.example", "source-signing", SOURCE_PDS);
    PlcData current = current(SOURCE.rotationKeys(), "at://ana.example");
    PlcData merged = IdentityMerge.merge(current, source, target);
    assertEquals(List.of("at://ana.example"), merged.alsoKnownAs());
    IdentityChange handle = line(IdentityMerge.changes(current, merged, target), Subject.HANDLE).get(0);
    assertEquals(new IdentityChange(Subject.HANDLE, "", Kind.KEPT, "ana.example", "ana.example"), handle);
  }

  @Test void otherAliasesStayBehindTheHandle() {
    PlcData current =
        current(
            SOURCE.rotationKeys(), "at://ana.source.example", "https://ana.example/about", "at://ana.other.example");
    assertEquals(
        List.of("at://ana.target.example", "https://ana.example/about", "at://ana.other.example"),
        merged(current).alsoKnownAs());
  }

  @Test void aliasThatIsTheNewHandleIsThereOnce() {
    PlcData current = current(SOURCE.rotationKeys(), "at://ana.source.example", "at://ana.target.example");
    assertEquals(List.of("at://ana.target.example"), merged(current).alsoKnownAs());
  }

  @Test void handleThatTheSourceDoesNotKnowGoesAsWell() {
    PlcData current = current(SOURCE.rotationKeys(), "at://old.source.example");
    assertEquals(List.of("at://ana.target.example"), merged(current).alsoKnownAs());
  }

  @Test void mergingAgainChangesNothing() {
    PlcData once = merged(plain());
    assertEquals(once, IdentityMerge.merge(once, SOURCE, TARGET));
  }

  private static List<IdentityChange> line(List<IdentityChange> changes, Subject subject) {
    return changes.stream().filter(change -> change.subject() == subject).toList();
  }

  @Test void differenceNamesEverythingThatChangesOrStays() {
    PlcData before =
        current(List.of("own", "source-recovery", "source-rotation"), "at://ana.source.example", "https://ana.example");
    List<IdentityChange> changes = IdentityMerge.changes(before, merged(before), TARGET);
    assertEquals(
        List.of(
            new IdentityChange(Subject.PDS, "", Kind.CHANGED, "https://source.example", "https://target.example"),
            new IdentityChange(Subject.HANDLE, "", Kind.CHANGED, "ana.source.example", "ana.target.example"),
            new IdentityChange(Subject.SIGNING_KEY, "", Kind.CHANGED, "source-signing", "target-signing"),
            new IdentityChange(Subject.OWN_ROTATION_KEY, "", Kind.KEPT, "own", "own"),
            new IdentityChange(Subject.SOURCE_ROTATION_KEY, "", Kind.REMOVED, "source-recovery", ""),
            new IdentityChange(Subject.SOURCE_ROTATION_KEY, "", Kind.REMOVED, "source-rotation", ""),
            new IdentityChange(Subject.TARGET_ROTATION_KEY, "", Kind.ADDED, "", "target-recovery"),
            new IdentityChange(Subject.TARGET_ROTATION_KEY, "", Kind.ADDED, "", "target-rotation"),
            new IdentityChange(Subject.OTHER_KEY, "atproto_label", Kind.KEPT, "label-key", "label-key"),
            new IdentityChange(
                Subject.OTHER_SERVICE, "atproto_labeler", Kind.KEPT, LABELER.endpoint(), LABELER.endpoint()),
            new IdentityChange(Subject.ALIAS, "", Kind.KEPT, "https://ana.example", "https://ana.example")),
        changes);
  }

  @Test void whatAnotherOperationTookAwayIsTold() {
    PlcData after = new PlcData(
        Samples.DID, TARGET.rotationKeys(), Map.of(PlcData.SIGNING_KEY_ID, "target-signing"),
        List.of("at://ana.target.example"), Map.of(PlcData.PDS_ID, TARGET_PDS));
    List<IdentityChange> changes = IdentityMerge.changes(plain(), after, TARGET);
    assertTrue(
        changes.contains(new IdentityChange(Subject.OTHER_KEY, "atproto_label", Kind.REMOVED, "label-key", "")));
    assertTrue(
        changes.contains(
            new IdentityChange(Subject.OTHER_SERVICE, "atproto_labeler", Kind.REMOVED, LABELER.endpoint(), "")));
  }
}
