// The data of the page, and what all parts need.
{
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const text = (number) => data.strings[number];
  plconv.data = data;
  plconv.objects = data.objects.map((row, number) => ({
    number,
    kind: text(row[0]), name: row[1], postgresql: text(row[2]), path: text(row[3]),
    line: row[4], lastLine: row[5], lines: row[6],
    fate: row[7], risk: row[8], complexity: row[9], wave: row[10],
    minutes: row[11], range: row[12], rawFindings: row[13], items: row[14],
    source: row[15], generated: row[16],
    isObject: number < data.objectCount,
  }));
  plconv.text = text;
  plconv.findings = (object) => object.rawFindings.map(([code, line, message, help, status]) => (
    { code: data.codes[code], line, message: text(message), help: text(help), status }));
  // Choices that can change; what depends on them listens.
  plconv.hours = data.hours;
  plconv.testFactor = data.testFactor;
  const listeners = [];
  plconv.onChange = (listener) => listeners.push(listener);
  plconv.changed = () => listeners.forEach((listener) => listener());

  plconv.expected = (object) => {
    const [convert, review, test] = object.minutes;
    return convert + review + Math.max(0, test + (plconv.testFactor - data.testFactor) * convert);
  };
  plconv.number = (value) => {
    if (value > 0 && value < 0.995) return value.toFixed(2);
    return value > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
  };
  plconv.days = (minutes) => plconv.number(minutes / 60 / plconv.hours);
  plconv.element = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // The navigation follows the page.
  const links = new Map([...document.querySelectorAll('nav a')].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute('aria-current'));
      links.get(entry.target.id)?.setAttribute('aria-current', 'true');
    }
  }, { rootMargin: '-10% 0px -80% 0px' });
  document.querySelectorAll('main > section').forEach((section) => seen.observe(section));

  // On paper everything is open.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach((details) => { details.open = false; }));
}
