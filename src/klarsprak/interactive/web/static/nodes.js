// Small pieces of page. Text is always set as text, never as markup.

// An element with attributes and children; strings become text, null is left out.
export function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else if (key === "onclick") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// Draws a part of the page anew only when what it shows has changed.
export function drawer(place, draw) {
  let before = "";
  return (data) => {
    const key = JSON.stringify(data);
    if (key === before) return false;
    before = key;
    place.replaceChildren(...draw(data));
    return true;
  };
}

// The texts of the page's language: text("put-in", {text: "…"}).
export function speaker(texts) {
  return (key, values = {}) => {
    const found = texts[key] === undefined ? key : texts[key];
    return found.replace(/\{([a-z]+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}
