package portage.browser;

import portage.atproto.PlainHttp;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.net.HttpRequest;
import portage.net.HttpResponse;
import portage.net.Json;
import portage.net.Origin;
import portage.stream.CancelSignal;

/**
 * What the host of the site may set, in {@code config.json} beside the page.
 *
 * @param plcDirectory the directory of did:plc identities
 * @param handleResolverUrl a DNS-over-HTTPS resolver with the JSON form
 * @param handleResolverHost its host, for people
 */
record SiteConfig(Origin plcDirectory, String handleResolverUrl, String handleResolverHost) {
  private static final int MAX_BYTES = 16 << 10;

  static SiteConfig load(PlainHttp http, String workerAddress, Origin.Loopback loopback, CancelSignal signal)
      throws StreamingException {
    String url = workerAddress.substring(0, workerAddress.lastIndexOf('/') + 1) + "config.json";
    ErrorContext context = ErrorContext.of("read config.json");
    HttpResponse response = http.get(HttpRequest.get(url), signal);
    Json json = Json.parse(http.okText(response, MAX_BYTES, context), context);
    String resolver = json.text("handleResolver");
    // Without a scheme it would be read as a path beside the page.
    int scheme = resolver.indexOf("://");
    int path = resolver.indexOf('/', scheme + 3);
    Origin resolverOrigin =
        scheme < 0 ? null : Origin.parse(path < 0 ? resolver : resolver.substring(0, path), loopback);
    Origin directory = Origin.parse(json.text("plcDirectory"), loopback);
    if (resolverOrigin == null || directory == null) {
      throw new StreamingException(ErrorCode.SITE_SETTINGS, context, "an address that cannot be used");
    }
    return new SiteConfig(directory, resolver, resolverOrigin.host());
  }
}
