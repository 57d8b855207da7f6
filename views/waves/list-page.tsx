/** All waves, the newest day first. */
import { paths } from '../../src/paths.ts';
import type { ListedWave, WaveFilter } from '../../src/waves/list-queries.ts';
import { WAVE_STATES } from '../../src/waves/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterText } from '../ui/filters.tsx';
import { numberText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { WaveStatus } from './words.tsx';

interface WavesPageProps {
  t: Words;
  filter: WaveFilter;
  rows: ListedWave[];
  next: string | undefined;
  paged: boolean;
  canExport: boolean;
}

export function WavesPage({ t, filter, rows, next, paged, canExport }: WavesPageProps) {
  const words = t.waves;
  return (
    <>
      <PageHead
        title={words.all}
        crumbs={[{ label: t.rounds.title, href: paths.rounds() }, { label: words.all }]}
        crumbsLabel={t.frame.position}
        actions={<LinkButton href={paths.waves()}>{words.choose}</LinkButton>}
      />
      <KeyedRegister
        t={t}
        words={words}
        states={WAVE_STATES}
        query={{ ...filter }}
        href={paths.waveList}
        exports={canExport ? paths.waveListExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.none }}
        further={<FilterText label={words.day} name="day" type="date" value={filter.day ?? ''} />}
      >
        <Rows t={t} rows={rows} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows }: { t: Words; rows: ListedWave[] }) {
  const words = t.waves;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.day}</Head>
      <Head>{words.house}</Head>
      <Head num>{words.entries}</Head>
      <Head num>{words.refusedEntries}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.all} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Code href={paths.wave(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{row.day}</td>
          <td class="span-3">{row.house}</td>
          <td class="num span-2" data-label={words.entries}>
            {numberText(row.entries)}
          </td>
          <td class="num span-2" data-label={words.refusedEntries}>
            {numberText(row.refused)}
          </td>
          <td class="span-2">
            <WaveStatus t={t} status={row.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
