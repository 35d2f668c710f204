// The dependency graph of the objects with the most work: a column for each wave, users to the right of what they use.
{
  const MOST = 110;
  const WIDTH = 190;
  const HEIGHT = 24;
  const { data } = plconv;
  const box = document.getElementById('graph');
  const svg = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // A body stands for its specification: they have the same name.
  const nodes = new Map();
  const nodeOf = new Map();
  plconv.objects.filter((object) => object.isObject && !['INDEX', 'SYNONYM', 'SEQUENCE', 'ROLE'].includes(object.kind)).forEach((object) => {
    const key = `${object.kind.replace(/ BODY$/, '')} ${object.name}`;
    const node = nodes.get(key) || { key, object, degree: 0, minutes: 0, to: new Set(), from: new Set() };
    node.minutes += plconv.expected(object);
    if (plconv.expected(object) > plconv.expected(node.object)) node.object = object;
    nodes.set(key, node);
    nodeOf.set(object.number, node);
  });
  for (let index = 0; index < data.edges.length; index += 3) {
    const from = nodeOf.get(data.edges[index]);
    const to = nodeOf.get(data.edges[index + 1]);
    if (from && to && from !== to) {
      from.to.add(to);
      to.from.add(from);
    }
  }
  const linked = [...nodes.values()].filter((node) => node.to.size + node.from.size);
  const chosen = linked
    .sort((left, right) => (right.to.size + right.from.size + right.minutes / 60) - (left.to.size + left.from.size + left.minutes / 60)
      || left.object.number - right.object.number)
    .slice(0, MOST);
  const isChosen = new Set(chosen);
  const inCycle = new Map();
  data.cycles.forEach((cycle, number) => cycle.forEach((object) => {
    const node = nodeOf.get(object);
    if (node) inCycle.set(node, number);
  }));

  if (chosen.length) {
    const columns = new Map();
    chosen.forEach((node) => {
      const wave = node.object.wave;
      if (!columns.has(wave)) columns.set(wave, []);
      columns.get(wave).push(node);
    });
    const waves = [...columns.keys()].sort((left, right) => left - right);
    // Rows by the mean place of what they use, a few times.
    waves.forEach((wave) => columns.get(wave).forEach((node, index) => { node.y = index; }));
    for (let round = 0; round < 6; round += 1) {
      waves.forEach((wave) => {
        const list = columns.get(wave);
        list.forEach((node) => {
          const near = [...node.to, ...node.from].filter((other) => isChosen.has(other));
          node.wish = near.length ? near.reduce((sum, other) => sum + other.y, 0) / near.length : node.y;
        });
        list.sort((left, right) => left.wish - right.wish || left.object.number - right.object.number);
        list.forEach((node, index) => { node.y = index; });
      });
    }
    const tallest = Math.max(...waves.map((wave) => columns.get(wave).length));
    const gap = 90;
    const width = waves.length * (WIDTH + gap) - gap + 40;
    const height = tallest * (HEIGHT + 6) + 60;
    const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    waves.forEach((wave, column) => {
      const list = columns.get(wave);
      const label = svg('text', { x: 20 + column * (WIDTH + gap), y: 22, class: 'label' });
      label.textContent = `Wave ${wave}`;
      picture.append(label);
      list.forEach((node, index) => {
        node.px = 20 + column * (WIDTH + gap);
        node.py = 40 + index * (HEIGHT + 6);
      });
    });
    const edges = [];
    chosen.forEach((node) => node.to.forEach((other) => {
      if (!isChosen.has(other)) return;
      const y1 = node.py + HEIGHT / 2;
      const y2 = other.py + HEIGHT / 2;
      const sameColumn = node.px === other.px;
      const x1 = sameColumn ? node.px + WIDTH : node.px;
      const x2 = other.px + WIDTH;
      const bend = sameColumn ? 34 : Math.max(40, (x1 - x2) / 2);
      const path = sameColumn
        ? `M${x1},${y1} C${x1 + bend},${y1} ${x2 + bend},${y2} ${x2},${y2}`
        : `M${x1},${y1} C${x1 - bend},${y1} ${x2 + bend},${y2} ${x2},${y2}`;
      const circle = inCycle.has(node) && inCycle.get(node) === inCycle.get(other);
      const line = svg('path', { d: path, class: circle ? 'edge cycle' : 'edge' });
      edges.push({ line, node, other });
      picture.append(line);
    }));
    chosen.forEach((node) => {
      const group = svg('g', { class: 'node', tabindex: '0', role: 'button', transform: `translate(${node.px},${node.py})` });
      const title = svg('title', {});
      title.textContent = `${node.object.kind.toLowerCase()} ${node.object.name}: uses ${node.to.size}, used by ${node.from.size}, `
        + `${plconv.days(node.minutes)} days`;
      const name = svg('text', { x: 12, y: 16 });
      // Without the schema, which the title has.
      const bare = node.object.name.slice(node.object.name.lastIndexOf('.') + 1);
      name.textContent = bare.length > 21 ? `${bare.slice(0, 20)}…` : bare;
      group.append(title, svg('rect', { width: WIDTH, height: HEIGHT }),
        svg('rect', { width: 4, height: HEIGHT, class: `edge-mark fill-${data.risks[node.object.risk]}`, style: `fill: var(--${data.risks[node.object.risk]})` }), name);
      const light = (on) => {
        edges.forEach((edge) => {
          edge.line.classList.toggle('on', on && (edge.node === node || edge.other === node));
          edge.line.classList.toggle('dim', on && edge.node !== node && edge.other !== node);
        });
      };
      group.addEventListener('mouseenter', () => light(true));
      group.addEventListener('mouseleave', () => light(false));
      group.addEventListener('focus', () => light(true));
      group.addEventListener('blur', () => light(false));
      group.addEventListener('click', () => plconv.open(node.object.number));
      group.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        plconv.open(node.object.number);
      });
      picture.append(group);
    });
    box.append(picture);
    if (linked.length > MOST) {
      const note = document.createElement('p');
      note.className = 'sub';
      note.textContent = `The ${MOST} of ${linked.length.toLocaleString('en-US')} with the most dependencies and work; all dependencies are in dependencies.csv.`;
      box.before(note);
    }
  } else {
    box.remove();
  }
}
