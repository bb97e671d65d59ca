package portage.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.Element;

/**
 * The few moves on the document that painters share. Text only ever becomes text: nothing here parses HTML, and nothing
 * sets a style, which the page's content security policy would refuse.
 */
public final class Dom {
  private Dom() {}

  public static HTMLElement element(String tag, String className) {
    HTMLElement element = HTMLDocument.current().createElement(tag);
    if (!className.isEmpty()) element.setClassName(className);
    return element;
  }

  public static HTMLElement element(String tag, String className, String text) {
    HTMLElement element = element(tag, className);
    element.setTextContent(text);
    return element;
  }

  /** An element of a picture. Made by its namespace; its class is an attribute. */
  static Element svg(String tag, String className) {
    Element element = HTMLDocument.current().createElementNS("http://www.w3.org/2000/svg", tag);
    element.setAttribute("class", className);
    return element;
  }

  /** Appends {@code child} and returns it. */
  public static HTMLElement append(HTMLElement parent, HTMLElement child) {
    parent.appendChild(child);
    return child;
  }

  /** Sets the text if it is another one: a text that is set again is announced and deselected again. */
  public static void setText(HTMLElement element, String text) {
    if (!text.equals(element.getTextContent())) element.setTextContent(text);
  }

  /** Sets an optional text; an element without text is hidden. */
  public static void setOptionalText(HTMLElement element, String text) {
    setText(element, text);
    element.setHidden(text.isEmpty());
  }

  /** Sets the attribute, or removes it when {@code value} is empty. */
  public static void setOptionalAttribute(HTMLElement element, String name, String value) {
    if (value.isEmpty()) {
      element.removeAttribute(name);
    } else if (!value.equals(element.getAttribute(name))) {
      element.setAttribute(name, value);
    }
  }

  public static void setFlag(HTMLElement element, String name, boolean value) {
    setOptionalAttribute(element, name, value ? "true" : "");
  }

  @JSBody(params = {"a", "b"}, script = "return a === b;")
  public static native boolean isSame(JSObject a, JSObject b);

  @JSBody(params = "element", script = "return element.isConnected;")
  public static native boolean isConnected(HTMLElement element);

  @JSBody(params = "element", script = "element.focus({ preventScroll: true });")
  public static native void focusWithoutScrolling(HTMLElement element);

  @JSBody(params = "element", script = "element.scrollIntoView({ block: 'nearest' });")
  public static native void bringIntoView(HTMLElement element);

  @JSBody(script = "window.scrollTo(0, 0);")
  public static native void scrollToTop();

  @JSBody(params = "pixels", script = "window.scrollBy({ top: pixels, behavior: 'instant' });")
  public static native void scrollBy(double pixels);

  /** How far below the upper edge of the window the element with the focus begins, in pixels. */
  @JSBody(script = "return document.activeElement ? document.activeElement.getBoundingClientRect().top : 0;")
  public static native double topOfFocus();

  @JSBody(params = "control", script = "return control.value;")
  static native String value(HTMLElement control);

  @JSBody(params = {"control", "value"}, script = "control.value = value;")
  static native void setValue(HTMLElement control, String value);

  @JSBody(params = "box", script = "return box.checked;")
  static native boolean isChecked(HTMLElement box);

  @JSBody(params = {"box", "checked"}, script = "box.checked = checked;")
  static native void setChecked(HTMLElement box, boolean checked);

  /** Whether this is the address of bytes that lie in this page. */
  @JSBody(params = "address", script = "return address.startsWith('blob:' + location.origin + '/');")
  static native boolean isOwnAddress(String address);

  @JSBody(params = "input", script = "return !!input.files && input.files.length > 0;")
  static native boolean hasChosenFile(HTMLElement input);

  /** The file that the person chose; there is one. */
  @JSBody(params = "input", script = "return input.files[0];")
  static native JSObject chosenFile(HTMLElement input);
}
