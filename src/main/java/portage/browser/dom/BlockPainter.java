package portage.browser.dom;

import portage.page.Block;

/** Paints one block into its own element, and again whenever a view brings it anew. */
interface BlockPainter extends KeyedChildren.Child {
  /** {@code block} is of the kind that the painter was made for. */
  void paint(Block block);
}
