// The table of objects. Only the rows in sight are in the document, so that 50,000 scroll as well as 50.
{
  const ROW = 32;
  const { data, element } = plconv;
  const field = (id) => document.getElementById(id);
  const body = field('rows');
  const grid = field('grid');
  const spacer = element('div', {});
  body.append(spacer);

  const fill = (select, options) => options
    .forEach(([value, name]) => select.append(element('option', { value }, name)));
  const kinds = [...new Set(plconv.objects.map((object) => object.kind))].sort();
  fill(field('kind'), kinds.map((kind) => [kind, kind.toLowerCase()]));
  fill(field('fate'), data.fates.map((fate, index) => [index, fate]));
  fill(field('complexity'), data.complexityTitles.map((title, index) => [index, title]));
  const waves = [...new Set(plconv.objects.map((object) => object.wave))].filter(Boolean).sort((a, b) => a - b);
  fill(field('wave'), waves.map((wave) => [wave, `Wave ${wave}`]));
  fill(field('code'), data.codes.map((code, index) => [index, `${code[0]} ${code[1]} (${code[5]})`]));
  const risks = new Set();
  data.risks.forEach((risk, index) => {
    const chip = element('button', { class: 'chip', type: 'button', 'aria-pressed': 'false', title: data.riskTitles[index] },
      element('i', { class: `swatch bg-${risk}` }), risk);
    chip.style.setProperty('--chip', `var(--${risk})`);
    chip.addEventListener('click', () => {
      if (!risks.delete(index)) risks.add(index);
      chip.setAttribute('aria-pressed', String(risks.has(index)));
      refresh();
    });
    field('risks').append(chip);
  });

  const keys = {
    kind: (object) => object.kind,
    name: (object) => object.name,
    lines: (object) => object.lines,
    fate: (object) => object.fate,
    risk: (object) => object.risk,
    findings: (object) => object.rawFindings.length,
    wave: (object) => object.wave,
    effort: (object) => plconv.expected(object),
  };
  let sort = { by: 'effort', down: true };
  let shown = [];

  const draw = () => {
    const first = Math.max(0, Math.floor(body.scrollTop / ROW) - 6);
    const last = Math.min(shown.length, Math.ceil((body.scrollTop + body.clientHeight) / ROW) + 6);
    const focused = document.activeElement?.dataset?.index;
    const rows = [];
    for (let index = first; index < last; index += 1) {
      const object = shown[index];
      const risk = data.risks[object.risk];
      const cell = (content, type) => element('div', { role: 'cell', class: type || '', title: type ? '' : String(content) }, content);
      const row = element('div', {
        class: 'grid-row', role: 'row', tabindex: '0', 'data-index': index, 'aria-rowindex': index + 2,
      }, cell(object.kind.toLowerCase()), cell(object.name), cell(object.lines.toLocaleString('en-US'), 'n'),
      cell(data.fates[object.fate]), element('div', { role: 'cell' }, element('i', { class: `swatch bg-${risk}` }), risk),
      cell(String(object.rawFindings.length), 'n'), cell(object.wave ? String(object.wave) : '', 'n'),
      cell(plconv.days(plconv.expected(object)), 'n'));
      row.style.top = `${index * ROW}px`;
      rows.push(row);
    }
    spacer.replaceChildren(...rows);
    spacer.style.height = `${shown.length * ROW}px`;
    if (focused !== undefined) body.querySelector(`[data-index="${focused}"]`)?.focus({ preventScroll: true });
  };

  const refresh = () => {
    const words = field('find').value.toUpperCase().split(/\s+/).filter(Boolean);
    const chosen = (id) => field(id).value;
    const [kind, fate, complexity, wave, code] = ['kind', 'fate', 'complexity', 'wave', 'code'].map(chosen);
    shown = plconv.objects.filter((object) => (
      (!kind || object.kind === kind)
      && (fate === '' || object.fate === Number(fate))
      && (complexity === '' || object.complexity === Number(complexity))
      && (wave === '' || object.wave === Number(wave))
      && (!risks.size || risks.has(object.risk))
      && (code === '' || object.rawFindings.some((finding) => finding[0] === Number(code)))
      && words.every((word) => object.name.toUpperCase().includes(word) || object.path.toUpperCase().includes(word))));
    const key = keys[sort.by];
    const sign = sort.down ? -1 : 1;
    const keyed = shown.map((object) => [key(object), object]);
    keyed.sort(([left, a], [right, b]) => {
      if (left === right) return a.number - b.number;
      return left < right ? -sign : sign;
    });
    shown = keyed.map(([, object]) => object);
    grid.querySelectorAll('[role="columnheader"]').forEach((header) => {
      if (header.dataset.sort === sort.by) header.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
      else header.removeAttribute('aria-sort');
    });
    grid.setAttribute('aria-rowcount', shown.length + 1);
    // The head has no scroll bar of its own.
    grid.querySelector('.grid-head').style.paddingRight = `calc(.9rem + ${body.offsetWidth - body.clientWidth}px)`;
    const minutes = shown.reduce((sum, object) => sum + plconv.expected(object), 0);
    const objects = shown.filter((object) => object.isObject).length;
    const scripts = shown.length - objects;
    const also = scripts ? ` and ${scripts.toLocaleString('en-US')} scripts with findings` : '';
    field('counted').textContent = `${objects.toLocaleString('en-US')} of ${data.objectCount.toLocaleString('en-US')} objects${also}, `
      + `${plconv.days(minutes)} person-days`;
    draw();
  };

  body.addEventListener('scroll', () => requestAnimationFrame(draw));
  const openAt = (target) => {
    const row = target.closest('.grid-row');
    if (row) plconv.open(shown[Number(row.dataset.index)].number);
  };
  body.addEventListener('click', (event) => openAt(event.target));
  body.addEventListener('keydown', (event) => {
    const row = event.target.closest('.grid-row');
    if (!row) return;
    if (event.key === 'Enter') {
      // Otherwise the same key presses the button that has the focus by then.
      event.preventDefault();
      openAt(row);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const index = Math.min(shown.length - 1, Math.max(0, Number(row.dataset.index) + (event.key === 'ArrowDown' ? 1 : -1)));
      const top = index * ROW;
      if (top < body.scrollTop) body.scrollTop = top;
      if (top + ROW > body.scrollTop + body.clientHeight) body.scrollTop = top + ROW - body.clientHeight;
      draw();
      body.querySelector(`[data-index="${index}"]`)?.focus({ preventScroll: true });
    }
  });
  grid.querySelectorAll('[role="columnheader"] button').forEach((button) => button.addEventListener('click', () => {
    const by = button.parentElement.dataset.sort;
    const numeric = ['lines', 'findings', 'effort'].includes(by);
    sort = { by, down: sort.by === by ? !sort.down : numeric };
    body.scrollTop = 0;
    refresh();
  }));
  const restart = () => {
    body.scrollTop = 0;
    refresh();
  };
  ['kind', 'fate', 'complexity', 'wave', 'code'].forEach((id) => field(id).addEventListener('change', restart));
  field('find').addEventListener('input', restart);
  const clear = () => {
    ['find', 'kind', 'fate', 'complexity', 'wave', 'code'].forEach((id) => { field(id).value = ''; });
    risks.clear();
    field('risks').querySelectorAll('.chip').forEach((chip) => chip.setAttribute('aria-pressed', 'false'));
  };
  field('clear').addEventListener('click', () => {
    clear();
    restart();
  });

  // Other parts of the page filter the table, too.
  document.addEventListener('click', (event) => {
    const code = event.target.closest('[data-code]');
    const wave = event.target.closest('[data-wave]');
    if (!code && !wave) return;
    clear();
    if (code) field('code').value = data.codes.findIndex((row) => row[0] === code.dataset.code);
    if (wave) field('wave').value = wave.dataset.wave;
    restart();
    document.getElementById('objects').scrollIntoView();
  });
  addEventListener('resize', draw);
  plconv.onChange(refresh);
  refresh();
}
