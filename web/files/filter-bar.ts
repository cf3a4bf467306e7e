import { element } from '../dom/element.js';
import { choiceOf } from '../frame/choice.js';
import { words } from '../words/words.js';
import { filterAnswers, type Filter } from './filter.js';
import { keepLayout, layoutNow, type Layout } from './layout.js';

/** The filters, and the layout. */
export function filterBar(
  filter: Filter,
  change: (filter: Filter) => void,
  lay: (layout: Layout) => void,
): HTMLElement {
  const { files } = words();
  let now = filter;
  const pick = <Question extends keyof Filter>(
    question: Question,
    label: string,
    texts: Readonly<Record<Filter[Question], string>>,
  ) => {
    const select = element('select', {
      id: `filter-${question}`,
      className: 'field filter',
      ariaLabel: label,
    });
    for (const value of filterAnswers[question])
      select.append(element('option', { value, selected: value === now[question] }, texts[value]));
    select.addEventListener('change', () => {
      now = { ...now, [question]: select.value };
      select.classList.toggle('filter-set', select.selectedIndex > 0);
      change(now);
    });
    select.classList.toggle('filter-set', select.selectedIndex > 0);
    return select;
  };
  return element(
    'div',
    { className: 'filters', role: 'group', ariaLabel: files.filter },
    pick('whose', files.whose, files.owners),
    pick('kind', files.kind, files.kinds),
    pick('state', files.state, files.states),
    pick('since', files.since, files.sinces),
    choiceOf({
      label: files.layout,
      name: 'layout',
      options: (['list', 'grid'] as const).map((value) => ({ value, text: files.layouts[value] })),
      chosen: layoutNow(),
      choose: (layout) => {
        keepLayout(layout);
        lay(layout);
      },
    }),
  );
}
