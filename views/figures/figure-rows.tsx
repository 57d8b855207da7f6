/** Rows of the figures: of members and items one each, of causes a tree; every number is a link to its list. */
import type { FigureRow } from '../../src/figures/row-queries.ts';
import { type Measure, rateOf } from '../../src/figures/rules.ts';
import type { FigureSums } from '../../src/figures/sum-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Item } from '../ui/values.tsx';
import type { FiguresPageProps } from './figures-page.tsx';
import { type Narrowed, percentOf } from './words.ts';

export function FigureRows(props: FiguresPageProps) {
  const { t, by, page } = props;
  if (by === 'cause') return <Tree {...props} />;
  return (
    <>
      {page.rows.map((row) => {
        const name = row.code === 'wish' ? t.figures.wishes : row.name;
        const kept = { ...props.kept, [by]: row.code };
        const href = paths.figures({ ...kept, by: by === 'member' ? 'item' : 'member' });
        return (
          <tr>
            <td>
              <Item name={name} detail={row.detail} href={href} />
            </td>
            <Numbers t={t} sums={row} kept={kept} outages={row.code !== 'wish'} />
          </tr>
        );
      })}
    </>
  );
}

const added = (rows: readonly FigureRow[]): FigureSums => {
  const sum = (name: keyof FigureSums) => rows.reduce((total, row) => total + row[name], 0);
  const names: (keyof FigureSums)[] = Object.keys(rows[0] ?? {}).filter(
    (name): name is keyof FigureSums => typeof rows[0]?.[name as keyof FigureRow] === 'number',
  );
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as unknown as FigureSums;
};

/** Reasons, and under each what is known of why; what is without stock under two causes is not added up. */
function Tree({ t, page, kept }: FiguresPageProps) {
  const words = t.figures;
  const reasons = [...new Set(page.rows.map((row) => row.reason ?? ''))];
  return (
    <>
      {reasons.map((reason) => {
        const rows = page.rows.filter((row) => row.reason === reason);
        const whole = { ...kept, reason };
        return (
          <>
            <tr class="group">
              <td>
                <b>{words.reasonOf(t.shortages.reasons, reason)}</b>
              </td>
              <Numbers t={t} sums={added(rows)} kept={whole} outages={false} />
            </tr>
            {rows.map((row) => (
              <tr>
                <td>
                  <Item name={words.causes[row.cause ?? 'unknown']} detail={words.causeTexts[row.cause ?? 'unknown']} />
                </td>
                <Numbers t={t} sums={row} kept={{ ...whole, cause: row.cause }} outages="told" />
              </tr>
            ))}
          </>
        );
      })}
    </>
  );
}

interface NumbersProps {
  t: Words;
  sums: FigureSums;
  kept: Narrowed;
  /** Whether days without stock are known of the row, and whether they open into a list of their own. */
  outages: boolean | 'told';
}

function Numbers({ t, sums, kept, outages }: NumbersProps) {
  const words = t.figures.columns;
  const link = (measure: Measure, text: string | number) =>
    text === 0 || text === t.formats.none ? text : <a href={paths.figureRequests({ ...kept, measure })}>{text}</a>;
  const rate = (part: number, whole: number) => percentOf(rateOf(part, whole), t.formats.none);
  const cells = [
    [words.asked, link('asked', sums.asked)],
    [words.answerRate, link('answer_judged', rate(sums.answer_in, sums.answer_judged))],
    [words.answerLate, link('answer_late', sums.answer_late)],
    [words.resolveRate, link('resolve_judged', rate(sums.resolve_in, sums.resolve_judged))],
    [words.resolveLate, link('resolve_late', sums.resolve_late)],
    [words.fillRate, link('settled', rate(sums.collected, sums.settled))],
    [
      words.outDays,
      outages === false ? t.formats.none : outages === 'told' ? sums.outDays : <Out {...{ kept, sums }} />,
    ],
    [words.open, link('open', sums.open)],
  ] as const;
  return (
    <>
      {cells.map(([label, value]) => (
        <td class="num span-2" data-label={label}>
          {value}
        </td>
      ))}
    </>
  );
}

function Out({ kept, sums }: { kept: Narrowed; sums: FigureSums }) {
  if (sums.outDays === 0) return <>0</>;
  return <a href={paths.figureOutages(kept)}>{sums.outDays}</a>;
}
