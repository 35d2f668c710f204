// One object: its facts, its effort, its source beside what was written for it, its neighbours.
{
  const { data, element } = plconv;
  const dialog = document.getElementById('object');
  const hues = data.risks.map((risk) => `var(--${risk})`);

  const users = new Map();
  const uses = new Map();
  const add = (map, key, value) => {
    if (!map.has(key)) map.set(key, []);
    map.get(key).push(value);
  };
  for (let index = 0; index < data.edges.length; index += 3) {
    const [from, to, how] = data.edges.slice(index, index + 3);
    add(uses, from, [to, how]);
    add(users, to, [from, how]);
  }
  plconv.uses = uses;
  plconv.users = users;

  const button = (number) => {
    const object = plconv.objects[number];
    return element('button', { class: 'link opens', 'data-object': number },
      element('span', { class: 'kind' }, object.kind.toLowerCase()), ` ${object.name}`);
  };

  const neighbours = (title, list) => {
    if (!list || !list.length) return '';
    const box = element('div', { class: 'cluster' }, element('b', {}, title));
    data.uses.forEach((use, how) => {
      const mine = list.filter((entry) => entry[1] === how);
      if (!mine.length) return;
      const line = element('p', { class: 'neighbours' }, element('span', { class: 'sub' }, `${use} `));
      mine.slice(0, 30).forEach(([number], index) => line.append(index ? ', ' : '', button(number)));
      if (mine.length > 30) line.append(` and ${mine.length - 30} more`);
      box.append(line);
    });
    return box;
  };

  const listing = (excerpts, findings) => {
    const box = element('div', { class: 'listing', tabindex: '0' });
    const byLine = new Map();
    findings.forEach((finding) => add(byLine, finding.line, finding));
    let path = null;
    excerpts.forEach(([file, first, text, marks]) => {
      if (file !== path) box.append(element('div', { class: 'file' }, plconv.text(file)));
      else box.append(element('div', { class: 'file' }, '⋯'));
      path = file;
      text.split('\n').forEach((content, index) => {
        const here = byLine.get(first + index) || [];
        const isMarked = here.length || marks.includes(first + index);
        const line = element('div', { class: isMarked ? 'l hit' : 'l' }, element('i', {}, String(first + index)), content);
        if (here.length) line.style.setProperty('--mark', hues[Math.min(...here.map((finding) => finding.code[7]))]);
        box.append(line);
        here.forEach((finding) => {
          const risk = finding.code[7];
          const say = element('div', { class: 'say' }, element('b', {}, `${finding.code[0]} `), finding.message);
          if (finding.status) say.append(' ', element('span', { class: 'status' }, finding.status.replaceAll('-', ' ')));
          if (finding.help) say.append(element('div', { class: 'sub' }, finding.help));
          say.style.setProperty('--mark', hues[risk]);
          box.append(say);
        });
      });
    });
    return box;
  };

  const effort = (object) => {
    const table = element('table', {});
    table.append(element('caption', { class: 'hidden' }, 'How the effort came about'));
    const head = element('tr', {});
    ['Finding', 'Count', 'Unit, minutes', '× kind', '× learned', '× repeats', '= minutes']
      .forEach((name, index) => head.append(element('th', { scope: 'col', class: index ? 'n' : '' }, name)));
    table.append(element('thead', {}, head));
    const body = element('tbody', {});
    object.items.forEach(([code, count, unit, kind, learned, repeats, minutes]) => {
      const row = element('tr', {}, element('td', {}, `${data.codes[code][0]} ${data.codes[code][4]}`));
      [count, unit, kind, learned, repeats, minutes]
        .forEach((value) => row.append(element('td', { class: 'n' }, String(Math.round(value * 1000) / 1000))));
      body.append(row);
    });
    const sum = (name, minutes) => {
      const row = element('tr', {}, element('td', { colspan: '6' }, name));
      row.append(element('td', { class: 'n' }, String(Math.round(minutes * 100) / 100)));
      body.append(row);
    };
    sum('Review', object.minutes[1]);
    sum('Tests', plconv.expected(object) - object.minutes[0] - object.minutes[1]);
    sum('All', plconv.expected(object));
    table.append(body);
    return table;
  };

  plconv.open = (number) => {
    const object = plconv.objects[number];
    const findings = plconv.findings(object);
    const close = element('button', { class: 'quiet', type: 'button' }, 'Close');
    close.addEventListener('click', () => dialog.close());
    const title = element('h2', { id: 'object-title' },
      element('span', { class: 'kind' }, object.kind.toLowerCase()), ` ${object.name}`);
    const fact = (name, value) => element('span', {}, `${name} `, element('b', {}, value));
    const facts = element('div', { class: 'facts' },
      fact('Fate', data.fates[object.fate]),
      fact('Risk', data.riskTitles[object.risk]),
      fact('Lines of code', String(object.lines)),
      fact('Person-days', `${plconv.days(plconv.expected(object))} (${plconv.days(object.range[0])} to ${plconv.days(object.range[1])})`),
      fact('Source', `${object.path}:${object.line}`));
    if (object.wave) facts.append(fact('Wave', String(object.wave)));
    if (object.postgresql) facts.append(fact('In PostgreSQL', object.postgresql));
    const inside = element('div', { class: 'inside' }, facts);
    const sides = element('div', { class: 'sides' });
    if (object.source.length) {
      sides.append(element('div', { class: 'side' }, element('h3', {}, 'Oracle'), listing(object.source, findings)));
    }
    if (object.generated.length) {
      sides.append(element('div', { class: 'side' }, element('h3', {}, 'PostgreSQL'), listing(object.generated, [])));
    }
    if (sides.children.length) inside.append(sides);
    const shown = new Set();
    object.source.forEach(([, first, text]) => {
      for (let line = first; line < first + text.split('\n').length; line += 1) shown.add(line);
    });
    const others = findings.filter((finding) => !shown.has(finding.line));
    if (others.length) {
      inside.append(element('h3', {}, object.source.length ? 'Findings outside of the excerpt' : 'Findings'));
      const list = element('ul', {});
      others.slice(0, 200).forEach((finding) => {
        const item = element('li', {}, element('b', {}, finding.code[0]), ` line ${finding.line}: ${finding.message}`);
        if (finding.help) item.append(element('div', { class: 'sub' }, finding.help));
        list.append(item);
      });
      inside.append(list);
    }
    inside.append(element('h3', {}, 'Effort'), effort(object));
    if (uses.get(number) || users.get(number)) {
      inside.append(element('h3', {}, 'Dependencies'),
        neighbours('Uses', uses.get(number)), neighbours('Used by', users.get(number)));
    }
    dialog.replaceChildren(element('div', { class: 'bar' }, title, close), inside);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    // Long listings begin at their first finding.
    dialog.querySelectorAll('.listing').forEach((list) => {
      const hit = list.querySelector('.hit');
      if (hit) list.scrollTop = hit.offsetTop - list.offsetTop - list.clientHeight / 3;
    });
  };

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('.opens');
    if (opener) plconv.open(Number(opener.dataset.object));
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}
