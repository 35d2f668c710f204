// Rates, hours and the test factor, and everything that follows from them.
{
  const { data } = plconv;
  const field = (id) => document.getElementById(id);
  const rates = [...data.rates];
  let people = data.people;
  field('test-factor').defaultValue = data.testFactor;

  const show = (name, value) => document.querySelectorAll(`[data-live="${name}"]`)
    .forEach((element) => { element.textContent = value; });

  const update = () => {
    const perDay = 60 * plconv.hours;
    const convert = data.minutes[0];
    const more = (plconv.testFactor - data.testFactor) * convert[1];
    const spread = [data.testSpread[0], 1, data.testSpread[1]];
    const total = [0, 0, 0];
    const cost = [0, 0, 0];
    data.activities.forEach((activity, index) => {
      const range = data.minutes[index].map((minutes, column) => (
        activity === 'test' ? Math.max(0, minutes + more * spread[column]) : minutes));
      // The project's days are days, however long they are.
      const days = range.map((minutes) => (activity === 'project'
        ? minutes / 60 / data.hours : minutes / perDay));
      days.forEach((value, column) => {
        total[column] += value;
        cost[column] += value * rates[index];
      });
      ['low', 'expected', 'high'].forEach((name, column) => show(`${activity}-${name}`, plconv.number(days[column])));
      show(`${activity}-cost`, Math.round(days[1] * rates[index]).toLocaleString('en-US'));
    });
    show('low', plconv.number(total[0]));
    show('days', plconv.number(total[1]));
    show('high', plconv.number(total[2]));
    show('people', String(people));
    show('weeks', plconv.number(total[1] / people / 5));
    show('cost', Math.round(cost[1]).toLocaleString('en-US'));
    show('cost-low', Math.round(cost[0]).toLocaleString('en-US'));
    show('cost-high', Math.round(cost[2]).toLocaleString('en-US'));
  };

  const form = document.querySelector('form.rates');
  const read = () => {
    const positive = (input, fallback) => {
      const value = Number(input.value);
      return input.value !== '' && value > 0 ? value : fallback;
    };
    const notNegative = (input, fallback) => {
      const value = Number(input.value);
      return input.value !== '' && value >= 0 ? value : fallback;
    };
    plconv.hours = positive(field('hours'), data.hours);
    people = positive(field('people'), data.people);
    plconv.testFactor = notNegative(field('test-factor'), data.testFactor);
    data.activities.forEach((activity, index) => {
      rates[index] = notNegative(form.querySelector(`[data-rate="${activity}"]`), data.rates[index]);
    });
    plconv.changed();
  };
  form.addEventListener('input', read);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The fields are empty of what was typed only after this event.
  form.addEventListener('reset', () => setTimeout(read));
  plconv.onChange(update);
  update();
}
