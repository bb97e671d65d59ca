package portage.browser.dom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.Node;

/**
 * The children of an element, matched by key from one view to the next. A child that stays is not taken out of the
 * document, so that it keeps focus, selection and what was typed when something is put before it.
 */
final class KeyedChildren<C extends KeyedChildren.Child> {
  /** Something that has an element of its own. */
  interface Child {
    HTMLElement element();

    /** The element is about to leave the page for good. */
    default void close() {}
  }

  private final HTMLElement parent;
  private Map<String, C> byKey = new HashMap<>();
  private List<C> children = List.of();

  KeyedChildren(HTMLElement parent) {
    this.parent = parent;
  }

  /** Makes the children those of {@code keys}, in that order; {@code make} gets the index of a key that is new. */
  void arrange(List<String> keys, IntFunction<C> make) {
    Map<String, C> old = byKey;
    byKey = new HashMap<>();
    children = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      while (byKey.containsKey(key)) key += "'"; // the second of two alike is matched with the second
      C child = old.remove(key);
      if (child == null) child = make.apply(i);
      byKey.put(key, child);
      children.add(child);
    }
    for (C gone : old.values()) remove(gone);
    place();
  }

  C get(int index) {
    return children.get(index);
  }

  List<C> all() {
    return children;
  }

  void close() {
    for (C child : children) child.close();
  }

  private void remove(C child) {
    child.close();
    parent.removeChild(child.element());
  }

  private void place() {
    Node next = parent.getFirstChild();
    for (C child : children) {
      if (next != null && Dom.isSame(child.element(), next)) {
        next = next.getNextSibling();
      } else {
        parent.insertBefore(child.element(), next);
      }
    }
  }
}
