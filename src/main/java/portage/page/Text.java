package portage.page;

/**
 * Every sentence of the page that is neither about an error ({@link ErrorText}) nor on the first form ({@link FirstText}), in
 * English. A translation is another list with the same names; {0}, {1}… stand for what is filled in, always shown as plain
 * text.
 */
public enum Text {
  // ---- the frame -----------------------------------------------------------------------------------------------------
  FOOTER_HOSTS(
      "To find accounts, this page asks the DNS resolver {0} and the identity directory {1}. Everything else goes straight"
          + " between your two servers and this browser. There is no server of ours."),
  FOOTER_BACKEND("Engine: {0}. Local copy: {1}."),
  ENGINE_WASM("WebAssembly"),
  ENGINE_JS("JavaScript"),
  STORAGE_OPFS("private file system of this browser"),
  STORAGE_INDEXEDDB("database of this browser"),
  STORAGE_MEMORY("memory"),
  BACK("Back"),
  CANCEL("Cancel the move"),
  SHOW("Show"),
  HIDE("Hide"),
  CONTINUE("Continue"),
  TRY_AGAIN("Try again"),
  UNKNOWN("unknown"),

  // ---- where is your account -----------------------------------------------------------------------------------------
  WELCOME_RESUME_HEADING("A move was begun in this browser"),
  WELCOME_RESUME_TEXT("{0} is on its way from {1} to {2}. {3}"),
  WELCOME_RESUME_BEFORE("The account itself is still unchanged."),
  WELCOME_RESUME_TEMPORARY("Its identity names a signing key of this page for now: please finish the restore."),
  WELCOME_RESUME_AFTER("You have said yes to the change of its identity: please finish the move."),
  WELCOME_RESUME("Carry on with {0}"),
  WELCOME_OVER(
      "The move of {0} is over: the account now lives at {1}, as {2}. The local copy and the notes about the move are gone"
          + " from this browser."),
  WELCOME_OVER_MISSING(
      "{0} picture or video did not come along. Type its name below and press “Find pictures that did not come along”.",
      "{0} pictures or videos did not come along. Type its name below and press “Find pictures that did not come along”."),
  UNREADABLE_TITLE("The notes of a move cannot be read"),
  UNREADABLE_LEAD("Nothing is done about that move for now; other accounts are not affected."),
  UNREADABLE_FORGET("Forget the notes"),
  LOST_TITLE("This account is only half moved"),
  LOST_LEAD(
      "Its identity already points at {1}, but the move from {0} was not finished. This browser has no notes of it; the two"
          + " servers know enough to finish it from here."),
  LOST_NOT_ON(
      "It is not switched on at {0} yet. If you have switched it off there yourself, go back: finishing would switch it on."),
  LOST_BOTH("It is live at {0}, and still switched on at {1}. Finishing looks after what is left and switches it off at {1}."),
  LOST_FINISH("Finish the move"),
  LOST_LEAVE("No, move it from {0} to another server"),
  WELCOME_FORGET("Forget the move of {0}"),
  SEARCHING("Looking for this account…"),
  SEARCH_STOP("Stop looking"),

  // ---- sign in at the source -----------------------------------------------------------------------------------------
  SOURCE_TITLE("Sign in to your present server"),
  SOURCE_LEAD("Use your main password. An app password cannot move an account."),
  FACT_HANDLE("Handle"),
  FACT_NO_HANDLE("none that leads back to this account"),
  FACT_DID("Identity (DID)"),
  FACT_SERVER("Server"),
  FACT_SIGN_IN("You sign in at"),
  PASSWORD_LABEL("Main password at {0}"),
  PASSWORD_HINT("Goes to {0} and nowhere else. It is not kept."),
  STAY_LABEL("Stay signed in on this computer until the move is over"),
  STAY_HINT(
      "For a computer of your own: then you need no password to carry on after a reload. What lets this page act for you at"
          + " both servers is kept in this browser, encrypted with a key that the browser does not hand out. That protects"
          + " it from somebody who copies the disk, not from somebody who uses this browser. It is removed when the move is"
          + " over, cancelled or dropped. Your password is never kept."),
  SIGN_IN_CODE_LABEL("Sign-in code from your e-mail"),
  SIGN_IN_CODE_HINT("{0} has mailed you a code."),
  SIGN_IN("Sign in"),
  SIGNING_IN("Signing in"),
  ASKING("Asking {0}…"),

  // ---- the target ----------------------------------------------------------------------------------------------------
  TARGET_TITLE("Choose your new server"),
  TARGET_LEAD("Type the address of the server (PDS) that your account is to live on."),
  TARGET_LABEL("Address of the new server"),
  TARGET_HINT("For example https://pds.example.com"),
  TARGET_ASK("Look at this server"),

  // ---- account at the target -----------------------------------------------------------------------------------------
  DETAILS_TITLE("Your account at {0}"),
  DETAILS_LEAD("Choose the handle, e-mail address and password that you will use there."),
  FACT_INVITE("Invite code"),
  INVITE_REQUIRED("needed"),
  INVITE_NOT_REQUIRED("not needed"),
  FACT_DOMAINS("Handles end in"),
  FACT_BLOB_LIMIT("Largest file the new server takes"),
  BLOB_LIMIT_UNKNOWN("the server does not say"),
  FACT_CONTACT("Contact"),
  LINK_TERMS("Terms of service"),
  LINK_PRIVACY("Privacy policy"),
  HANDLE_LABEL("New handle"),
  HANDLE_HINT(
      "A name ending in {0}, or your own domain if it already points at your account. A handle of your present server"
          + " cannot come along."),
  HANDLE_HINT_NO_DOMAIN("Your own domain, which must already point at your account."),
  EMAIL_LABEL("E-mail address"),
  NEW_PASSWORD_LABEL("New password at {0}"),
  NEW_PASSWORD_HINT("Write it down: you need it to carry on after a reload."),
  INVITE_LABEL("Invite code"),
  VERIFICATION_WARNING(
      "This server wants new accounts verified in a way that only its own app can do. Making the account here will"
          + " probably be refused."),
  FIELD_REQUIRED("Please fill this in."),
  FIELD_HANDLE("This is not a handle: letters, digits, hyphens and dots, such as {0}."),
  FIELD_EMAIL("This is not an e-mail address."),
  FIELD_PASSWORD_LENGTH("8 to 256 characters, please."),
  EXISTING_TITLE("Sign in to {0}"),
  EXISTING_LEAD(
      "An account with your identity is already waiting there, switched off, from an earlier try. Sign in with the password"
          + " that you chose for it, and the move carries on with it."),
  EXISTING_LEAD_RESUME("To carry on, sign in with the password that you chose for the new server."),

  // ---- plan ----------------------------------------------------------------------------------------------------------
  PLAN_TITLE("What will happen"),
  PLAN_LEAD("Please read this. Nothing has been changed so far."),
  PLAN_WHAT_HEADING("What moves"),
  FACT_FROM("From"),
  FACT_TO("To"),
  FACT_NEW_HANDLE("New handle"),
  FACT_RECORDS("Posts, likes, follows and other records"),
  FACT_BLOBS("Pictures and videos"),
  FACT_BLOCKS("Blocks of the repository"),
  FACT_SIZE("Size"),
  SIZE_UNKNOWN("unknown until it has been read"),
  PLAN_PREFERENCES("Preferences, with muted words, saved feeds and labelers, move too."),
  PLAN_NOT_HEADING("What does not move"),
  PLAN_NOT_CHAT("Chat messages: they are kept by the chat service under your identity, not by your server."),
  PLAN_NOT_MUTES("Muted accounts and lists and notification settings: your app's service keeps them under your identity."),
  PLAN_NOT_APP_PASSWORDS("App passwords and signed-in apps: make new ones and sign in again afterwards."),
  PLAN_NOT_EMAIL("The confirmation of your e-mail address: the new server asks you again."),
  PLAN_HOW_HEADING("How it goes"),
  PLAN_HOW_1("The account is made at {0}, switched off."),
  PLAN_HOW_2("Your repository is read, checked completely and imported."),
  PLAN_HOW_3("Pictures, videos and preferences are copied and checked."),
  PLAN_HOW_4("Your present server mails you a code; with it the change of your identity is prepared."),
  PLAN_HOW_5("You see everything that was moved and what will change, and say yes or no."),
  PLAN_HOW_6("Only then does your identity change, the new account go live and the present one get switched off."),
  PLAN_KEEP_OPEN("Keep this page open while it works. A reload does no harm."),
  PLAN_KEEP_IN_FRONT(
      "Keep this page in front and the screen on while it works: phones and tablets stop pages that are not seen. If that"
          + " happens, open it again and carry on."),
  PLAN_DAYS(
      "Many servers take only {0} pictures and videos a day from one internet connection. If {1} does, this move takes about"
          + " {2} days: it waits and goes on by itself, and can be carried on after a reload."),
  PLAN_DAYS_KNOWN(
      "{1} takes {0} pictures and videos a day from one internet connection, so this move takes about {2} days: it waits and"
          + " goes on by itself, and can be carried on after a reload."),
  PLAN_WEB_4("You put the new server and key into the document on your own domain; this page shows what to write."),
  PLAN_START("Start the move"),

  // ---- how much is done at once --------------------------------------------------------------------------------------
  ADVANCED("Advanced: how much is done at once"),
  PROFILE_NOTE("“{0}” was chosen because {1}. {2} You need not change anything here."),
  PROFILE_REPORTED("This browser reports: memory {0}, processor cores {1}, connection {2}."),
  MEMORY_ABOUT("about {0}"),
  REASON_LITTLE_MEMORY("this device has little memory"),
  REASON_SAVES_DATA("this browser is set to save data"),
  REASON_SLOW_CONNECTION("the connection is slow"),
  REASON_MOBILE("this is a phone or a tablet"),
  REASON_NO_FILES("this browser keeps the local copy in a database, which needs more memory"),
  REASON_ONE_CORE("this device has one processor core"),
  REASON_NOTHING_SPEAKS_AGAINST("nothing speaks against it"),
  PRESET_DESKTOP("Computer"),
  PRESET_MOBILE("Phone or tablet"),
  PRESET_CONSTRAINED("Little memory or a slow connection"),
  PRESET_LABEL("Settings for"),
  PRESET_OPTION("{0}: {1}"),
  PROFILE_VALUES("{0} at once, {1} KiB pieces, {2} MiB window"),
  AT_ONCE_LABEL("Files at once"),
  CHUNK_LABEL("Size of the pieces written to the local copy, in KiB"),
  WINDOW_LABEL("Window: how much of each file may wait in memory, in MiB"),
  NUMBER_HINT("{0} to {1}. Leave it empty for what the settings above say."),
  FIELD_NUMBER("A whole number from {0} to {1}, please."),

  // ---- moving --------------------------------------------------------------------------------------------------------
  MOVE_TITLE("Moving your account"),
  MOVE_LEAD("Your account is unchanged at {0} while this goes on."),
  MOVE_LEAD_GATE("The change of your identity is being published. There is nothing to do for you."),
  MOVE_LEAD_AFTER("Your identity has moved. These last steps make the new account live."),
  OFFLINE("This computer has no network right now. The move goes on by itself as soon as it is back."),
  LEFT_ALONE("A server has had enough requests for now. The move goes on by itself {0}."),
  UPLOADS_WAIT(
      "{0} takes only so many pictures and videos a day from one internet connection. Those that are left wait, and go on by"
          + " themselves. You can also close this page and carry on later."),
  UPLOADS_OF_LIMIT("{0} of {1} today"),
  UPLOADS_TODAY("{0} today"),
  UPLOADS_GO_ON("{0}; the remaining {1} continue {2}"),
  UPLOADS_MAY_GO_ON("{0}; the remaining {1} should continue {2}, and the next one is tried {3}"),
  UPLOADS_UNKNOWN("{0}, and the server takes no more for now; {1} remain, and the next one is tried {2}"),
  FACT_UPLOADS("Sent to the new server from here today"),
  TIME_TODAY("at {0}"),
  TIME_TOMORROW("tomorrow at {0}"),
  TIME_LATER("in {1} days at {0}"),
  WORK_ACCOUNT("Account at the new server"),
  WORK_REPO("Posts, likes, follows and other records"),
  WORK_BLOBS("Pictures and videos"),
  WORK_PREFERENCES("Preferences"),
  WORK_IDENTITY("Identity"),
  WORK_ACTIVATE("New account live"),
  WORK_COMMIT("Signed with the new key"),
  WORK_SOURCE_OFF("Present account switched off"),
  WORK_VERIFY("Looked at from outside"),
  STATE_WAITING("waiting"),
  STATE_RUNNING("working"),
  STATE_DONE("done"),
  STATE_FAILED("stopped"),
  REPO_READING("{0} read"),
  REPO_PIECES("piece {0} on its way, {1} of {2} records are there"),
  REPO_DONE("{0} record in {1}, every block checked", "{0} records in {1}, every block checked"),
  BLOBS_FETCHED("{0} fetched and checked already, while the new server takes in the records"),
  BLOBS_RUNNING("{0} of {1} moved and checked, {2} in all"),
  BLOBS_DONE("{0} moved and checked, {1} in all"),
  BLOBS_DONE_LEFT("{0} moved and checked, {1} not moved"),
  PREFERENCES_COPIED("{0} copied and compared"),
  PREFERENCES_NONE("your present server keeps none"),
  PREFERENCES_NOT_TAKEN("the new server does not take any"),

  CHART_ALTERNATIVE(
      "Speed of the last {0} seconds: received as an area, sent as a line. The highest value is {1} a second. The numbers are in"
          + " the list after this picture."),
  CHART_RECEIVED_ALTERNATIVE(
      "Speed of the last {0} seconds, as an area. The highest value is {1} a second. The numbers are in the list after this picture."),
  FACT_RECEIVED("Received"),
  FACT_SENT("Sent and confirmed"),
  FLOW("{0} a second, {1} in all"),
  FACT_RETRIES("Tried again"),
  RETRIES("{0} time, {1} waited", "{0} times, {1} waited"),
  METER_FOLD("Details of this move"),
  METER_SINCE("Counted since the move was begun or last carried on, {0} ago."),
  FACT_PEAK("Highest speed"),
  PEAK("{0} a second received, {1} a second sent"),
  FACT_MEMORY("Files in memory"),
  MEMORY("{0} now, {1} at most, {2} allowed ({3}% in use)"),
  FACT_VERIFYING("Computing time for checks"),
  FACT_KEPT("Local copy"),
  KEPT("{0} written to the {1}"),
  FACT_PATH("Way to the new server"),
  PATH("{0} passed on while they arrived, {1} sent from the local copy"),
  FACT_PROFILE("Settings"),
  FACT_ERRORS("Failures"),
  ERRORS_NONE("none"),
  ERROR_COUNTS("{0} tried again, {1} of them made good; {2} not made good"),
  SOME_SERVER("a server"),
  SOMETHING("something"),

  // ---- blobs that are left -------------------------------------------------------------------------------------------
  LARGE_TITLE(
      "{0} picture or video is too large for the new server", "{0} pictures or videos are too large for the new server"),
  LARGE_LEAD("{0} says what it takes, and what is listed here is larger. Nothing was sent yet; your account is unchanged."),
  LARGE_CHOICE(
      "You can go on: everything else moves, and what is listed here stays at your present server. Or cancel, and ask the new server"
          + " for a higher limit, or choose another one."),
  LARGE_GO_ON("Go on with the others"),
  ROOM_TITLE("This browser has no more room"),
  ROOM_LEAD("Portage keeps a checked copy of your account here while it moves. Nothing is lost; your account is unchanged."),
  ROOM_LEAD_AFTER("Portage keeps a checked copy of your account here while it moves. Nothing is lost; the move goes on after this."),
  ROOM_FREE("Free some disk space, for example by emptying the bin, and go on where it stopped."),
  ROOM_WITHOUT(
      "Or go on without keeping a copy: each picture and video is still checked on its way, but is removed from this"
          + " browser as soon as the new server holds it. A backup from this copy is then not possible."),
  ROOM_AGAIN("I have made room, go on"),
  ROOM_GO_ON("Go on without a copy"),
  LEFT_TITLE("{0} picture or video could not be moved", "{0} pictures or videos could not be moved"),
  LEFT_LEAD("Everything else is there. Your account is unchanged."),
  LEFT_LEAD_AFTER("Everything else is there. Your identity has moved already; the move goes on after this."),
  LEFT_ROW("{0}, used by {1}: {2}"),
  LEFT_ROW_SIZE("{0}, {1}, used by {2}: {3}"),
  LEFT_NO_ROOM("this browser has no room for it"),
  LEFT_MISSING("your present server does not have it any more"),
  LEFT_CORRUPT("what your present server sends is damaged"),
  LEFT_TOO_LARGE("it is larger than the new server takes"),
  LEFT_REFUSED("a server refused it"),
  LEFT_CHOICE(
      "You can try again, or go on without what is listed here. Going on does not delete anything at your present server, and"
          + " the records that use it stay."),
  LEFT_GO_ON("Go on all the same"),

  // ---- code ----------------------------------------------------------------------------------------------------------
  CODE_TITLE("Enter the code from your e-mail"),
  CODE_LEAD("{0} has mailed a code to {1}. It allows the change of your identity to be prepared, and nothing else yet."),
  CODE_ADDRESS_UNKNOWN("the address of your account"),
  CODE_LABEL("Code"),
  CODE_HINT("Two groups of five letters and digits, such as ABCDE-2345F"),
  CODE_LEFT("The code is good for"),
  CODE_OVER("This code is too old by now. Have another one sent."),
  CODE_SEND("Use this code"),
  CODE_RESEND("Send another code"),

  // ---- gate ----------------------------------------------------------------------------------------------------------
  GATE_TITLE("Ready: please look and decide"),
  GATE_LEAD("Everything below was checked just now. Nothing has changed yet. Saying yes cannot be taken back from this page."),
  GATE_MOVED_HEADING("What is at {0} now"),
  GATE_RECORDS("{0}, the same as here and at your present server"),
  GATE_REPO("every block's hash, the tree and the signature are right"),
  FACT_REPO_CHECK("Repository"),
  GATE_BLOBS("{0}, every one compared with its CID"),
  GATE_BLOBS_BYTES("{0} ({1}), every one compared with its CID"),
  GATE_MISSING_NONE("Nothing is missing."),
  GATE_MISSING("{0} picture or video is not there:", "{0} pictures or videos are not there:"),
  FACT_PREFERENCES("Preferences"),
  GATE_IDENTITY_HEADING("What changes in your identity"),
  GATE_IDENTITY_CAPTION("Your identity {0}, before and after"),
  COLUMN_WHAT("What"),
  COLUMN_BEFORE("Now"),
  COLUMN_AFTER("Afterwards"),
  CHANGE_KEPT("stays"),
  CHANGE_ADDED("new"),
  CHANGE_REMOVED("goes"),
  CHANGE_CHANGED("changes"),
  SUBJECT_PDS("Server that holds your account"),
  SUBJECT_SIGNING_KEY("Key that signs your posts"),
  SUBJECT_HANDLE("Handle"),
  SUBJECT_ALIAS("Other name"),
  SUBJECT_OWN_ROTATION_KEY("Your own recovery key"),
  SUBJECT_SOURCE_ROTATION_KEY("Recovery key of your present server"),
  SUBJECT_TARGET_ROTATION_KEY("Recovery key of the new server"),
  SUBJECT_OTHER_KEY("Other key ({0})"),
  SUBJECT_OTHER_SERVICE("Other service ({0})"),
  GATE_AFTER_HEADING("What happens when you say yes"),
  GATE_AFTER_1("The change of your identity is published."),
  GATE_AFTER_2("The account at {0} goes live and signs with its own key."),
  GATE_AFTER_3("The account at {0} is switched off. It is not deleted."),
  GATE_UNDO("Within 72 hours the old identity can be brought back only with a recovery key that you hold yourself."),
  GATE_CONFIRM_LABEL("I have read this, and I want to move my account to {0} now."),
  GATE_CONFIRM_MISSING("Please tick the box if you want to go on."),
  GATE_YES("Yes, move my account"),
  GATE_NO("No, cancel the move"),

  // ---- did:web -------------------------------------------------------------------------------------------------------
  WEB_TITLE("Change the document on your domain"),
  WEB_LEAD("Your identity {0} lives in a file on your own domain. Please write these values into {1} now."),
  FACT_WEB_ENDPOINT("serviceEndpoint of #atproto_pds"),
  FACT_WEB_KEY("publicKeyMultibase of #atproto (type Multikey)"),
  FACT_WEB_ALIAS("alsoKnownAs"),
  WEB_LOOK("I have changed it, look again"),
  WEB_STILL("The document is not right yet: {0}."),

  // ---- done ----------------------------------------------------------------------------------------------------------
  DONE_TITLE("Your account has moved"),
  DONE_LEAD("{0} now lives at {1}."),
  DONE_SEEN_HEADING("What was seen from outside"),
  CHECK_DID_DOCUMENT_SERVER("Your identity names the new server"),
  CHECK_DID_DOCUMENT_KEY("Your identity names the new server's key"),
  CHECK_HANDLE("Your handle leads to your account"),
  CHECK_TARGET_ACTIVE("The new account is live"),
  CHECK_COMMIT_SIGNATURE("Your repository is signed with the new key"),
  CHECK_SAME_RECORDS("The records are the same as before"),
  CHECK_NO_BLOB_MISSING("Pictures and videos not moved"),
  CHECK_SOURCE_OFF("The account at the former server is switched off"),
  OUTCOME_YES("yes"),
  OUTCOME_NOT_YET("not yet"),
  OUTCOME_MORE("yes, and something was written since"),
  OUTCOME_NO("no"),
  OUTCOME_UNANSWERED("not known: that server does not answer"),
  OUTCOME_LEFT_BEHIND("yes, but for what was written at the old server at the last moment, which is still there"),
  LATE_HEADING("What stayed at {0}"),
  LATE_TEXT(
      "This was written or deleted at {0} in the last moment, by another app, and came too late. It is still there, but nobody sees"
          + " it: your account lives at {1} now. Please do it again in your app once you have signed in there. Keep a note of this"
          + " list: it is gone with this page."),
  LATE_FOLD("{0} entry", "All {0} of them"),
  LATE_NEW("new: {0}"),
  LATE_CHANGED("changed: {0}"),
  LATE_DELETED("deleted there, and still at the new server: {0}"),
  LATE_WORDS("{0}: “{1}”"),
  DONE_TOTALS_HEADING("What was moved"),
  TOTAL_RECORDS("{0}, in {1}"),
  TOTAL_BLOBS("{0}, {1} in all"),
  DONE_NEXT_HEADING("What to do next"),
  DONE_NEXT_SIGN_IN("Sign out in your apps and sign in again with {0} and your new password, at {1}."),
  DONE_NEXT_EMAIL("Confirm your e-mail address at the new server when an app asks for it."),
  DONE_NEXT_APP_PASSWORDS("Make new app passwords for apps that used one."),
  DONE_NEXT_KEEP("Leave the account at {0} switched off for at least 72 hours before you delete it there."),
  DONE_NEXT_CACHE("Some apps may show an error for up to a day, until they notice the new server."),
  DONE_FINISH("Remove the local copy and finish"),
  FINISHED_TITLE("All done"),
  FINISHED_LEAD("The local copy and the notes about this move are gone from this browser."),
  COUNT_STAYS(
      "One number stays for a day: how many pictures and videos were sent to {0}, because that server may count them. It does not"
          + " say whose they were."),
  START_OVER("Move another account"),

  // ---- what a call was about -----------------------------------------------------------------------------------------
  TOPIC_SIGN_IN("the sign-in"),
  TOPIC_SERVER("the question what it offers"),
  TOPIC_NEW_ACCOUNT("the new account"),
  TOPIC_STATUS("the state of your account"),
  TOPIC_REPO("the repository of your posts, likes and follows"),
  TOPIC_BLOB("a picture or video"),
  TOPIC_BLOBS("the list of your pictures and videos"),
  TOPIC_PREFERENCES("your preferences"),
  TOPIC_HANDLE("the search for a handle"),
  TOPIC_MAIL("the mail with the code"),
  TOPIC_IDENTITY("the change of your identity"),
  TOPIC_ON("switching the new account on"),
  TOPIC_OFF("switching your former account off"),
  TOPIC_SIGNATURE("a new signature under your posts"),
  TOPIC_OTHER("a request of this page"),

  // ---- the report ----------------------------------------------------------------------------------------------------
  REPORT_FOLD("Report for somebody who helps you"),
  REPORT_NOTE(
      "It names servers, steps, times and counts. Left out: passwords, codes, tokens, keys, e-mail addresses, your handles and"
          + " your identity (DID). It stays in this browser unless you pass it on."),
  REPORT_SAVE("Save as a file"),

  // ---- problems ------------------------------------------------------------------------------------------------------
  PROBLEM_TITLE("The move has stopped"),
  PROBLEM_SERVER_SAID("The server said: “{0}”"),
  PROBLEM_DETAIL("Details for a report"),
  FACT_CODE("Code"),
  FACT_WHERE("Where"),
  CANCELLED_TITLE("The move was cancelled"),
  CANCELLED_LEAD_NOTES("The local copy and the notes about this move are gone from this browser."),
  CANCELLED_LEAD("Your account is unchanged. The local copy and the notes about this move are gone from this browser."),
  CANCELLED_TARGET(
      "If an account was made at {0}, it stays there switched off and does no harm. A second try finds it and carries on"
          + " with the password that you chose for it."),
  OTHER_TAB_TITLE("Another tab is at work"),
  OTHER_TAB_LEAD(
      "One tab at a time works on an account or makes a backup, so that they do not get in each other's way. Go on in that tab, or"
          + " close it: this one carries on by itself then."),

  // ---- before something is lost --------------------------------------------------------------------------------------
  ONLY_FORWARD(
      "There is no way back from here any more, only forward: you have said yes to the change of your identity. You can close"
          + " the page and carry on later in this browser."),
  FORGET_TITLE("Forget the move of {0}?"),
  FORGET_LEAD_NOTES("This browser's notes are removed, and nothing else."),
  FORGET_LEAD("The account itself is unchanged and stays so."),
  FORGET_COPIES(
      "The checked copy in this browser and the notes about this move are removed. {0} picture or video had reached the new"
          + " server; a later try looks there before it sends any again.",
      "The checked copy in this browser and the notes about this move are removed. {0} pictures and videos had reached the new"
          + " server; a later try looks there before it sends any again."),
  FORGET_TARGET(
      "If an account was made at {0}, it stays there, switched off, and does no harm. A later try finds it; you then need the"
          + " password that you chose for it. The people who run that server may remove it after some days."),
  FORGET_LATE_LEAD("Please do not: this move has to be finished, and only this browser can do it."),
  FORGET_LATE(
      "You have said yes to the change of this identity. What was prepared for it is kept only here. If you forget it now, your"
          + " account may stay switched off at {0} while nobody finds it at {1} any more."),
  FORGET_LATE_CONFIRM("I know that the move cannot be finished afterwards, and want to forget it all the same."),
  FORGET_LATE_MISSING("Please tick the box if you really want this."),
  FORGET_YES("Forget it and remove everything here"),
  FORGET_KEEP("Keep it"),
  CANCEL_TITLE("Cancel the move?"),
  CANCEL_LEAD("It stands still for now. Your account is unchanged."),
  CANCEL_LEAD_STILL("It stands still for now."),
  CANCEL_KEEP_NOTE("If you carry on, you sign in again, and it goes on where it was."),
  CANCEL_KEEP("Carry on with the move"),
  CANCEL_YES("Cancel it and remove everything here"),


  // ---- pictures and videos that did not come along -------------------------------------------------------------------
  REPAIR("Find pictures that did not come along"),
  REPAIR_OFFER(
      "Has your account moved before, with this page or another tool, and pictures or videos are missing? Type its name"
          + " above, and this page looks for them and fetches them."),
  REPAIR_OFFER_DONE(
      "Pictures or videos are missing. This page can look for them now, also at servers where your account has lived before."
          + " You can do that later as well, from the first screen."),
  REPAIR_SIGN_IN_TITLE("Sign in where your account lives now"),
  REPAIR_SIGN_IN_LEAD("Then {0} says which pictures and videos it misses, and takes those that are found. An app password will do."),
  REPAIR_PASSWORD_LABEL("Password at {0}"),
  REPAIR_STOP("Stop"),
  REPAIR_LOOKING("Looking for what is missing"),
  REPAIR_LOOKING_AT_EACH("Asking for every picture and video"),
  REPAIR_ASKED("{0} of {1} asked for"),
  REPAIR_FETCHING("Fetching what is missing"),
  REPAIR_MOVED("{0} of {1} fetched, checked and sent"),
  REPAIR_WORKING_LEAD("Your account works as usual while this goes on. Nothing but pictures and videos is touched."),
  REPAIR_NONE_TITLE("Nothing is missing"),
  REPAIR_NONE_LEAD("{0} says that it has every picture and video that your records use."),
  REPAIR_ALL_TITLE("Nothing is missing any more"),
  REPAIR_ALL_LEAD("Fetched, compared with their CID and sent: {1}. {0} does not ask for any more."),
  REPAIR_MISSING_TITLE("Pictures and videos that did not come along: {0}"),
  REPAIR_MISSING_LEAD("Your records use them, and {0} does not have them."),
  REPAIR_LEFT_TITLE("Still missing: {0}"),
  REPAIR_LEFT_LEAD("Fetched, compared with their CID and sent: {0}. What is still missing is listed with the reason."),
  REPAIR_LIST("All {0} of them"),
  REPAIR_ROW("{0}, used by {1}"),
  REPAIR_ROW_WHY("{0}: {1}"),
  REPAIR_WHY_NOT_THERE("{0} does not have it any more"),
  REPAIR_WHY_DAMAGED("what {0} sends is damaged"),
  REPAIR_WHY_TOO_LARGE("it is larger than {0} takes"),
  REPAIR_WHY_REFUSED("it was refused on its way from {0}"),
  REPAIR_WHY_NO_ROOM("this browser has no room for what {0} sends"),
  REPAIR_WHY_UNREACHABLE("{0} could not be reached, or did not answer as it should"),
  REPAIR_WHY_ACCOUNT_GONE("{0} does not know your account any more"),
  REPAIR_WHY_ACCOUNT_SWITCHED_OFF("your account at {0} is switched off, and you did not sign in there"),
  REPAIR_WHY_ACCOUNT_TAKEN_DOWN("{0} has taken your account down"),
  REPAIR_WHY_NOT_KEPT("{0} took it and still does not have it"),
  REPAIR_WHY_NOT_TRIED("no other server was asked"),
  REPAIR_COPY_DAMAGED("the copy in this browser was damaged"),
  REPAIR_COPY_NOT_THERE("the copy in this browser is gone"),
  REPAIR_COPY_REFUSED("the copy in this browser was refused"),
  REPAIR_WHERE_HEADING("Where they may still be"),
  REPAIR_WHERE(
      "Your account has lived at these servers, by the public log of your identity. They are asked in this order when you"
          + " say so, after the copies that a move may have kept in this browser."),
  REPAIR_NOWHERE(
      "No server is known where your account has lived before. If you know one, name it. Copies that a move may have kept"
          + " in this browser are tried as well."),
  REPAIR_UNUSABLE("Your account has also lived where this page cannot ask: {0}."),
  REPAIR_OTHER_LABEL("Another server where your account has been (optional)"),
  REPAIR_OTHER_HINT("For example https://pds.example.com"),
  REPAIR_FETCH("Fetch what is missing"),
  REPAIR_EACH(
      "Some tools send pictures before the posts that use them. A server then counts them as there and shows them to"
          + " nobody. To find those too, this page can read your records and ask {0} for every picture by itself."),
  REPAIR_LOOK_AT_EACH("Ask for every picture"),
  REPAIR_FINISH("End the search"),
  REPAIR_FORMER_TITLE("Sign in where your account was before"),
  REPAIR_FORMER_LEAD(
      "Your account at {0} is switched off, so it gives its pictures and videos only to you. Use the password that you had"
          + " there."),
  REPAIR_NOT_NAMED(
      "The public log of your identity does not name {0}: it was you who named it. Type a password only if your account was"
          + " there."),
  REPAIR_LEAVE_OUT("Leave this server out"),

  // ---- numbers -------------------------------------------------------------------------------------------------------
  BYTES("{0} byte", "{0} bytes"),
  KILOBYTES("{0} KB"),
  MEGABYTES("{0} MB"),
  GIGABYTES("{0} GB"),
  SECONDS("{0} s"),
  MINUTES("{0} min {1} s");

  private final String ofOne;
  private final String template;

  Text(String template) {
    this(template, template);
  }

  /** {@code ofOne}: the same about one, where {0} counts. */
  Text(String ofOne, String template) {
    this.ofOne = ofOne;
    this.template = template;
  }

  /** The sentence about so many, which is {0} in it; {@code more} in the places of {1}, {2}…. */
  public String counting(long count, Object... more) {
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = Numbers.count(count);
    for (int i = 0; i < more.length; i++) {
      arguments[i + 1] = more[i];
    }
    return Template.fill(count == 1 ? ofOne : template, arguments);
  }

  /** The sentence, with {@code arguments} in the places of {0}, {1}…; what they hold is not looked at again. */
  public String with(Object... arguments) {
    return Template.fill(template, arguments);
  }

  @Override
  public String toString() {
    return template;
  }
}
