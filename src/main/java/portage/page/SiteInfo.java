package portage.page;

/** What the page says about itself: hosts it asks, and what it runs on, in words. */
public record SiteInfo(String resolverHost, String directoryHost, String engine, String storage) {}
