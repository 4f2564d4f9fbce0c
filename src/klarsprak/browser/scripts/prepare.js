// Runs first in every new document and frame, right after axe-core. Keeps count of what
// the page is still waiting for, and makes axe.run answer with plain data: a rejected
// promise becomes an answer too, and every node tells its number in the document.
(() => {
  if (window.__klarsprak) return;
  const state = { pending: 0, answered: -1e6, mutated: 0, loaded: 0 };
  Object.defineProperty(window, '__klarsprak', { value: state, enumerable: false });

  const done = () => {
    state.pending -= 1;
    state.answered = performance.now();
  };
  const { fetch } = window;
  if (fetch) {
    window.fetch = function (...args) {
      state.pending += 1;
      const answer = fetch.apply(this, args);
      answer.then(done, done);
      return answer;
    };
  }
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (...args) {
    state.pending += 1;
    this.addEventListener('loadend', done, { once: true });
    return send.apply(this, args);
  };

  // What the page listens to: keys and motion on the whole page, the mouse on elements.
  const LISTENED = new Set(['keydown', 'keypress', 'keyup', 'devicemotion',
    'deviceorientation', 'click', 'mousedown', 'pointerdown', 'mouseenter', 'mouseover', 'pointerenter', 'pointerover']);
  state.listeners = [];
  const { addEventListener: add } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, how) {
    if (LISTENED.has(type)) state.listeners.push([type, new WeakRef(this || window)]);
    return add.call(this || window, type, listener, how);
  };

  // Clocks that go on: the shortest of them tells how long to watch for a change.
  state.intervals = new Map();
  const { setInterval: begin, clearInterval: end } = window;
  window.setInterval = function (...args) {
    const id = begin.apply(window, args);
    state.intervals.set(id, Number(args[1]) || 0);
    return id;
  };
  window.clearInterval = function (id) {
    state.intervals.delete(id);
    return end.call(window, id);
  };

  // Text that changes by itself: when, and where, after the page was loaded.
  state.changes = [];
  new MutationObserver((records) => {
    state.mutated = performance.now();
    if (!state.loaded || state.quietly || state.changes.length >= 400) return;
    for (const record of records) {
      const element = record.target.nodeType === 1 ? record.target
        : record.target.parentElement;
      if (element) state.changes.push([state.mutated, new WeakRef(element)]);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
  addEventListener('load', () => { state.loaded = performance.now(); }, { once: true });

  // Nobody is there to answer a question, and no page may hold the visitor back.
  window.alert = () => {};
  window.confirm = () => false;
  window.prompt = () => null;
  window.print = () => {};
  window.open = () => null;
  add.call(window, 'beforeunload', (event) => event.stopImmediatePropagation(), true);

  // A style sheet that did not come: the page does not look as it should.
  addEventListener('error', (event) => {
    const link = event.target;
    if (link instanceof HTMLLinkElement && /stylesheet/i.test(link.rel)) state.unstyled = true;
  }, true);

  state.name = (element) => {
    const parts = [];
    for (let at = element; at && at.nodeType === 1; at = at.parentElement) {
      if (at.id && document.querySelectorAll(`#${CSS.escape(at.id)}`).length === 1) {
        parts.unshift(`#${CSS.escape(at.id)}`);
        break;
      }
      if (/^(html|head|body)$/.test(at.localName)) {
        parts.unshift(at.localName);
        break;
      }
      let nth = 1;
      for (let s = at.previousElementSibling; s; s = s.previousElementSibling) {
        nth += s.localName === at.localName;
      }
      parts.unshift(`${CSS.escape(at.localName)}:nth-of-type(${nth})`);
    }
    return parts.join(' > ');
  };
  state.describe = (element) => {
    const shell = element.cloneNode(false).outerHTML;
    return {
      selector: state.name(element),
      snippet: shell.slice(0, 300),
      number: state.numbers && state.numbers.has(element) ? state.numbers.get(element) : -1,
      text: (element.innerText || element.textContent || '').trim().replace(/\s+/g, ' ')
        .slice(0, 200),
    };
  };
  // Seen by a sighted reader: rendered, not see-through, not shrunk to nothing.
  state.seen = (element) => {
    if (!element.checkVisibility || !element.checkVisibility({
      opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true,
    })) return false;
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      if (style.clipPath !== 'none' && /inset\((50|100)%|circle\(0/.test(style.clipPath)) {
        return false;
      }
      if (style.clip !== 'auto' && style.position !== 'static') return false;
      if (style.overflow !== 'visible' && (box.width <= 2 || box.height <= 2)) return false;
    }
    return true;
  };

  if (!window.axe) return;
  axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] });
  const run = axe.run;
  const shown = (value) => {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map(String).join(', ');
    return typeof value === 'object' ? null : String(value);
  };
  const fields = (data) => {
    const out = {};
    if (data === null || data === undefined) return out;
    if (Array.isArray(data)) return { values: shown(data) };
    if (typeof data !== 'object') return { value: shown(data) };
    for (const [key, value] of Object.entries(data)) {
      const text = shown(value);
      if (text !== null) out[key] = text;
    }
    return out;
  };
  const checks = (list, group) => list.map((check) => ({
    id: check.id,
    group,
    key: (check.data && check.data.messageKey) || '',
    count: check.data && Array.isArray(check.data.values) ? check.data.values.length
      : Array.isArray(check.data) ? check.data.length : 0,
    data: fields(check.data),
  }));
  const pack = (results) => {
    const numbers = state.numbers || new Map(
      [...document.querySelectorAll('*')].map((element, number) => [element, number]));
    const modal = [...document.querySelectorAll('dialog:modal')].pop();
    const out = [];
    for (const outcome of ['violations', 'incomplete']) {
      for (const rule of results[outcome]) {
        for (const node of rule.nodes) {
          const outer = node.target.length > 1 && typeof node.target[0] === 'string'
            ? document.querySelector(node.target[0]) : node.element;
          const inTop = node.target.length === 1 && typeof node.target[0] === 'string';
          out.push({
            rule: rule.id,
            outcome,
            target: node.target,
            html: node.html,
            inert: Boolean(outer && (outer.closest('[inert]')
              || (modal && !modal.contains(outer)))),
            number: inTop && numbers.has(node.element) ? numbers.get(node.element) : -1,
            text: node.element ? (node.element.textContent || '').trim().slice(0, 200) : '',
            checks: [
              ...checks(node.any, 'any'),
              ...checks(node.all, 'all'),
              ...checks(node.none, 'none'),
            ],
          });
        }
      }
    }
    return { nodes: out };
  };
  axe.run = (...args) => Promise.resolve().then(() => run.apply(axe, args)).then(pack)
    .catch((error) => ({ error: String((error && error.message) || error) }));
})();
