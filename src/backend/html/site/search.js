// The search of the site. Without it the field stays hidden, and the contents and the browser's own search remain.
'use strict';
(() => {
  const form = document.querySelector('form.search');
  const field = form.querySelector('input');
  const status = form.querySelector('[role=status]');
  const list = form.querySelector('ol');
  const MOST = 40;
  let loading = null;
  form.hidden = false;

  // As `fold.rs` does it.
  const LEFT_OUT = /[\u00ad\u200c-\u200f\u2060\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
  const LETTERS = {
    'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'ı': 'i', 'ς': 'σ',
    'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ة': 'ه', 'ک': 'ك',
  };
  const digit = (it) => String((it.charCodeAt(0) - 0x660) % 0x90);
  const fold = (text) => [...text.normalize('NFKD').replace(LEFT_OUT, '')]
    .map((it) => it.toLowerCase()).join('')
    .replace(/[ßæœøđłıςٱىیةک]/g, (it) => LETTERS[it])
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit);
  const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;

  // The words of a query. Of pairs of letters the last letter alone says nothing.
  const terms = (query) => {
    const found = [];
    for (const word of fold(query).split(/[^\p{Alphabetic}\p{N}\p{M}]+/u)) {
      const rest = word.replace(SPACELESS, (run) => {
        const signs = [...run];
        if (signs.length === 1) found.push(run);
        for (let at = 0; at + 1 < signs.length; at += 1) found.push(signs[at] + signs[at + 1]);
        return ' ';
      });
      found.push(...rest.split(' ').filter(Boolean));
    }
    return found;
  };

  // The sections that hold words which begin so, each with its weight; a whole word weighs more.
  const holding = (term) => {
    const { words } = globalThis.pamphletIndex;
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(words[middle][0], term) < 0) low = middle + 1; else high = middle;
    }
    const found = new Map();
    for (; low < words.length && words[low][0].startsWith(term); low += 1) {
      const [word, postings] = words[low];
      for (let at = 0; at < postings.length; at += 2) {
        const weight = postings[at + 1] * (word === term ? 2 : 1);
        found.set(postings[at], (found.get(postings[at]) ?? 0) + weight);
      }
    }
    return found;
  };
  // The order of code points, in which the index is, and not that of UTF-16.
  const compare = (a, b) => {
    const [one, other] = [[...a], [...b]];
    const at = one.findIndex((it, at) => it !== other[at]);
    if (at < 0) return one.length - other.length;
    return at < other.length ? one[at].codePointAt(0) - other[at].codePointAt(0) : 1;
  };

  const find = (query) => {
    const [first, ...rest] = terms(query).map(holding);
    let found = [...(first ?? [])];
    for (const other of rest) {
      found = found.filter(([at]) => other.has(at)).map(([at, weight]) => [at, weight + other.get(at)]);
    }
    return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at]) => at);
  };

  // The places of the words in a text, as ranges of its letters.
  const places = (text, wanted) => {
    const signs = [...text];
    const plain = [];
    const from = [];
    signs.forEach((it, at) => [...fold(it)].forEach((sign) => { plain.push(sign); from.push(at); }));
    const folded = plain.join('');
    const offsets = [];
    plain.forEach((it, at) => { for (let unit = 0; unit < it.length; unit += 1) offsets.push(at); });
    const ranges = [];
    for (const term of wanted) {
      const at = folded.indexOf(term);
      if (at >= 0) ranges.push([from[offsets[at]], from[offsets[at + term.length - 1]] + 1]);
    }
    return [signs, ranges.sort((a, b) => a[0] - b[0])];
  };

  // The words around the first place that was found, those that were sought marked.
  const excerpt = (text, wanted) => {
    const [signs, ranges] = places(text, wanted);
    // It begins with a whole word, where there are words between spaces.
    const near = Math.max(0, (ranges[0]?.[0] ?? 0) - 40);
    const space = near ? signs.slice(near, near + 20).indexOf(' ') : -1;
    const start = near + space + 1;
    const end = Math.min(signs.length, start + 160);
    const line = document.createElement('p');
    let at = start;
    if (start > 0) line.append('…');
    for (const [begins, ends] of ranges) {
      if (begins < at || ends > end) continue;
      const mark = document.createElement('mark');
      mark.textContent = signs.slice(begins, ends).join('');
      line.append(signs.slice(at, begins).join(''), mark);
      at = ends;
    }
    line.append(signs.slice(at, end).join(''), end < signs.length ? '…' : '');
    return line;
  };

  const item = (at, wanted) => {
    const { pages, sections } = globalThis.pamphletIndex;
    const [page, id, title, text] = sections[at];
    const link = document.createElement('a');
    link.href = encodeURI(pages[page][0]) + (id ? `#${encodeURIComponent(id)}` : '');
    link.textContent = title;
    const entry = document.createElement('li');
    entry.append(link);
    if (title !== pages[page][1]) {
      const where = document.createElement('span');
      where.className = 'where';
      where.textContent = pages[page][1];
      entry.append(' ', where);
    }
    if (text) entry.append(excerpt(text, wanted));
    return entry;
  };

  const show = () => {
    const query = field.value.trim();
    if (!globalThis.pamphletIndex || !query) {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    const found = find(query);
    const wanted = terms(query);
    list.replaceChildren(...found.slice(0, MOST).map((at) => item(at, wanted)));
    status.textContent = found.length ? `${form.dataset.found}: ${found.length}` : form.dataset.nothing;
  };

  // The index is loaded when it is first wanted. A script, because pages opened from a disk may fetch nothing else.
  const load = () => {
    if (loading) return;
    loading = document.createElement('script');
    loading.src = 'search-index.js';
    loading.onload = show;
    document.head.append(loading);
  };

  let waiting = 0;
  field.addEventListener('focus', load);
  field.addEventListener('input', () => {
    load();
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show();
    list.querySelector('a')?.focus();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    field.value = '';
    show();
    field.focus();
  });
})();
