package portage.page;

import java.util.ArrayList;
import java.util.List;
import portage.atproto.XrpcException;
import portage.error.StreamingException;

/** Says a failure in words: what happened, what it means for the account, what to do now. */
final class Problems {
  private static final int MAX_DETAIL_CHARS = 200;

  private Problems() {}

  /**
   * The blocks of a failure.
   *
   * @param server shown where the failure does not name one itself
   */
  static List<Block> blocks(StreamingException failure, ErrorText.Phase phase, String server) {
    String host = failure.context().host() == null ? server : failure.context().host();
    String subject = failure.context().subject() == null ? host : failure.context().subject();
    String detail = failure.detail().isEmpty() ? failure.context().operation() : shortened(failure.detail());
    String topic = Topic.of(failure.context());
    ErrorText text = ErrorText.of(failure.code());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Problem(
            failure.code().name(),
            text.happened(host, subject, detail, topic),
            text.meaning(phase),
            text.next(phase, host, subject, detail, topic)));
    if (failure instanceof XrpcException xrpc && !xrpc.serverMessage().isEmpty()) {
      blocks.add(new Block.Text(Text.PROBLEM_SERVER_SAID.with(xrpc.serverMessage()), Block.Tone.NOTE));
    }
    return blocks;
  }

  /** What a report needs, folded away. Context and detail never hold a secret. */
  static Block report(StreamingException failure) {
    return Block.Disclosure.of(
        Text.PROBLEM_DETAIL.toString(),
        Block.Facts.of(
            Block.Facts.Row.mono(Text.FACT_CODE.toString(), failure.code().name()),
            Block.Facts.Row.mono(
                Text.FACT_WHERE.toString(), failure.context() + "; " + shortened(failure.detail()))));
  }

  private static String shortened(String text) {
    return text.length() > MAX_DETAIL_CHARS ? text.substring(0, MAX_DETAIL_CHARS) : text;
  }
}
