package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.Account;
import portage.atproto.ServerDescription;
import portage.atproto.UploadDay;
import portage.error.StreamingException;
import portage.migration.MigrationPlan;
import portage.net.Origin;

/** The screens before anything happens: who are you, where to, under what name, and what will be done. */
final class SetupScreens {
  static final String SUBMIT = "submit";
  static final String START = UserAction.START;

  private final Frame frame;

  SetupScreens(Frame frame) {
    this.frame = frame;
  }

  /** While {@code server} is asked whether it still takes what was kept. */
  View signingIn(Origin server) {
    View view =
        View.of(
                "signing-in",
                Text.SIGNING_IN.toString(),
                Block.Buttons.of(Button.secondary(Dialogue.BACK, Text.BACK.toString())))
            .withLead(Text.ASKING.with(server.host()));
    return frame.around(Frame.Part.SOURCE, view);
  }

  /** {@code more}: fields below the password. */
  View sourceSignIn(
      Account account, boolean codeAsked, StreamingException problemOrNull, ErrorText.Phase phase, Field... more) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Facts(accountRows(account)));
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, phase, account.signIn().host()));
    }
    List<Field> fields = new ArrayList<>();
    String host = account.signIn().host();
    fields.add(
        Field.password(
                "password",
                Text.PASSWORD_LABEL.with(host),
                "current-password",
                Text.SHOW.toString(),
                Text.HIDE.toString())
            .withHint(Text.PASSWORD_HINT.with(host))
            .asRequired());
    if (codeAsked) {
      fields.add(
          Field.code("code", Text.SIGN_IN_CODE_LABEL.toString()).withHint(Text.SIGN_IN_CODE_HINT.with(host)));
    }
    fields.addAll(List.of(more));
    blocks.add(form("source", fields, Text.SIGN_IN));
    View view = View.of("source-sign-in", Text.SOURCE_TITLE.toString()).withLead(Text.SOURCE_LEAD.toString());
    return frame.around(Frame.Part.SOURCE, view.withBlocks(blocks));
  }

  View target(String typed, StreamingException problemOrNull, ErrorText.Phase phase) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, phase, typed));
      if (RepairScreens.mayHelp(problemOrNull)) {
        blocks.add(Block.Buttons.of(RepairScreens.offer()));
      }
    }
    Field server =
        Field.url("server", Text.TARGET_LABEL.toString())
            .withHint(Text.TARGET_HINT.toString())
            .withValue(typed)
            .asRequired();
    blocks.add(form("target", List.of(server), Text.TARGET_ASK));
    View view = View.of("target", Text.TARGET_TITLE.toString()).withLead(Text.TARGET_LEAD.toString());
    return frame.around(Frame.Part.TARGET, view.withBlocks(blocks));
  }

  View details(
      Origin target, ServerDescription server, NewAccountForm form, StreamingException problemOrNull) {
    List<Block> blocks = new ArrayList<>(description(server));
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, ErrorText.Phase.SETUP, target.host()));
    }
    blocks.add(form("details", form.fields(target.host(), server), Text.CONTINUE));
    View view =
        View.of("details", Text.DETAILS_TITLE.with(target.host())).withLead(Text.DETAILS_LEAD.toString());
    return frame.around(Frame.Part.DETAILS, view.withBlocks(blocks));
  }

  View existing(Origin target, Text lead, StreamingException problemOrNull, ErrorText.Phase phase) {
    List<Block> blocks = new ArrayList<>();
    if (problemOrNull != null) {
      blocks.addAll(Problems.blocks(problemOrNull, phase, target.host()));
    }
    Field password =
        Field.password(
                "password",
                Text.PASSWORD_LABEL.with(target.host()),
                "current-password",
                Text.SHOW.toString(),
                Text.HIDE.toString())
            .withHint(Text.PASSWORD_HINT.with(target.host()))
            .asRequired();
    blocks.add(form("existing", List.of(password), Text.SIGN_IN));
    View view = View.of("target-sign-in", Text.EXISTING_TITLE.with(target.host())).withLead(lead.toString());
    return frame.around(Frame.Part.DETAILS, view.withBlocks(blocks));
  }

  View plan(
      MigrationPlan plan, PlanCounts there, ServerDescription server, UploadDay uploads, ProfileForm profile) {
    List<Block> blocks = new ArrayList<>();
    Account source = plan.source();
    blocks.add(
        Block.Facts.of(
            new Block.Facts.Row(Text.FACT_HANDLE.toString(), nameOf(source)),
            Block.Facts.Row.mono(Text.FACT_DID.toString(), source.did().toString()),
            new Block.Facts.Row(Text.FACT_FROM.toString(), source.pds().host()),
            new Block.Facts.Row(Text.FACT_TO.toString(), plan.target().host()),
            new Block.Facts.Row(Text.FACT_NEW_HANDLE.toString(), plan.targetHandle())));
    blocks.add(new Block.Heading(Text.PLAN_WHAT_HEADING.toString()));
    blocks.add(
        Block.Facts.of(
            new Block.Facts.Row(Text.FACT_RECORDS.toString(), countOrUnknown(there.records())),
            new Block.Facts.Row(Text.FACT_BLOBS.toString(), Numbers.count(there.blobs())),
            new Block.Facts.Row(Text.FACT_BLOCKS.toString(), countOrUnknown(there.blocks())),
            new Block.Facts.Row(Text.FACT_SIZE.toString(), Text.SIZE_UNKNOWN.toString()),
            new Block.Facts.Row(Text.FACT_BLOB_LIMIT.toString(), blobLimit(server))));
    blocks.add(new Block.Text(there.hasPreferences() ? Text.PLAN_PREFERENCES.toString() : RestoreText.PREFERENCES_NOT_SAVED.toString()));
    blocks.add(new Block.Heading(Text.PLAN_NOT_HEADING.toString()));
    blocks.add(
        new Block.Items(
            List.of(
                Text.PLAN_NOT_CHAT.toString(),
                Text.PLAN_NOT_MUTES.toString(),
                Text.PLAN_NOT_APP_PASSWORDS.toString(),
                Text.PLAN_NOT_EMAIL.toString())));
    blocks.add(new Block.Heading(Text.PLAN_HOW_HEADING.toString()));
    blocks.add(how(plan, there));
    if (uploads.daysFor(there.blobs()) > 1) {
      blocks.add(new Block.Text(days(plan, there, uploads), Block.Tone.WARNING));
    }
    Text keep = profile.isForATouchDevice() ? Text.PLAN_KEEP_IN_FRONT : Text.PLAN_KEEP_OPEN;
    blocks.add(new Block.Text(keep.toString(), Block.Tone.NOTE));
    blocks.add(
        new Block.Form(
            "plan",
            List.of(),
            profile.fold(),
            Button.primary(START, Text.PLAN_START.toString()),
            List.of(
                Button.secondary(Dialogue.BACK, Text.BACK.toString()),
                Button.secondary(Dialogue.CANCEL, Text.CANCEL.toString()))));
    View view = View.of("plan", Text.PLAN_TITLE.toString()).withLead(Text.PLAN_LEAD.toString());
    return frame.around(Frame.Part.PLAN, view.withBlocks(blocks));
  }

  private static Block how(MigrationPlan plan, PlanCounts there) {
    String target = plan.target().host();
    if (there.isByOwnKey()) {
      return new Block.Items(
          List.of(
              RestoreText.HOW_1.toString(),
              RestoreText.HOW_2.with(target),
              RestoreText.HOW_3.toString(),
              RestoreText.HOW_4.toString(),
              RestoreText.HOW_5.toString()));
    }
    return new Block.Items(
        List.of(
            Text.PLAN_HOW_1.with(target),
            Text.PLAN_HOW_2.toString(),
            Text.PLAN_HOW_3.toString(),
            plan.did().isPlc() ? Text.PLAN_HOW_4.toString() : Text.PLAN_WEB_4.toString(),
            Text.PLAN_HOW_5.toString(),
            Text.PLAN_HOW_6.toString()));
  }

  private static String countOrUnknown(long count) {
    return count < 0 ? Text.SIZE_UNKNOWN.toString() : Numbers.count(count);
  }

  private static String days(MigrationPlan plan, PlanCounts there, UploadDay uploads) {
    String days = Numbers.count(uploads.daysFor(there.blobs()));
    String host = plan.target().host();
    return uploads.limit() > 0
        ? Text.PLAN_DAYS_KNOWN.with(Numbers.count(uploads.limit()), host, days)
        : Text.PLAN_DAYS.with(Numbers.count(UploadDay.USUAL_LIMIT), host, days);
  }

  private static Block form(String id, List<Field> fields, Text submit) {
    return new Block.Form(
        id,
        fields,
        Button.primary(SUBMIT, submit.toString()),
        List.of(
            Button.secondary(Dialogue.BACK, Text.BACK.toString()),
            Button.secondary(Dialogue.CANCEL, Text.CANCEL.toString())));
  }

  static List<Block.Facts.Row> accountRows(Account account) {
    List<Block.Facts.Row> rows = new ArrayList<>();
    rows.add(
        new Block.Facts.Row(
            Text.FACT_HANDLE.toString(),
            account.handleOrNull() == null ? Text.FACT_NO_HANDLE.toString() : account.handleOrNull()));
    rows.add(Block.Facts.Row.mono(Text.FACT_DID.toString(), account.did().toString()));
    rows.add(new Block.Facts.Row(Text.FACT_SERVER.toString(), account.pds().host()));
    if (!account.signIn().equals(account.pds())) {
      rows.add(new Block.Facts.Row(Text.FACT_SIGN_IN.toString(), account.signIn().host()));
    }
    return rows;
  }

  private static List<Block> description(ServerDescription server) {
    List<Block> blocks = new ArrayList<>();
    List<Block.Facts.Row> rows = new ArrayList<>();
    rows.add(Block.Facts.Row.mono(Text.FACT_SERVER.toString(), server.did()));
    boolean invite = server.inviteCode() == ServerDescription.InviteCode.REQUIRED;
    rows.add(
        new Block.Facts.Row(
            Text.FACT_INVITE.toString(),
            invite ? Text.INVITE_REQUIRED.toString() : Text.INVITE_NOT_REQUIRED.toString()));
    if (!server.handleDomains().isEmpty()) {
      rows.add(new Block.Facts.Row(Text.FACT_DOMAINS.toString(), String.join(", ", server.handleDomains())));
    }
    rows.add(new Block.Facts.Row(Text.FACT_BLOB_LIMIT.toString(), blobLimit(server)));
    if (server.contactEmailOrNull() != null) {
      rows.add(new Block.Facts.Row(Text.FACT_CONTACT.toString(), server.contactEmailOrNull()));
    }
    blocks.add(new Block.Facts(rows));
    link(blocks, Text.LINK_TERMS, server.termsUrlOrNull());
    link(blocks, Text.LINK_PRIVACY, server.privacyUrlOrNull());
    if (server.phoneVerification() == ServerDescription.PhoneVerification.REQUIRED) {
      blocks.add(new Block.Text(Text.VERIFICATION_WARNING.toString(), Block.Tone.WARNING));
    }
    return blocks;
  }

  /** A label with nothing behind it would say less than none. */
  private static void link(List<Block> blocks, Text label, String urlOrNull) {
    if (urlOrNull != null && SafeLink.allows(urlOrNull)) {
      blocks.add(new Block.Link(label.toString(), urlOrNull));
    }
  }

  private static String blobLimit(ServerDescription server) {
    return server.blobUploadLimitBytes().isPresent()
        ? Numbers.bytes(server.blobUploadLimitBytes().getAsLong())
        : Text.BLOB_LIMIT_UNKNOWN.toString();
  }

  /** The account's handle, or its DID where no handle leads to it. */
  static String nameOf(Account account) {
    return account.handleOrNull() == null ? account.did().toString() : account.handleOrNull();
  }
}
