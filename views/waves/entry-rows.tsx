/** What was chosen, route by route: allocated or refused and why, how far it is picked, and where it rides. */
import { paths } from '../../src/paths.ts';
import type { WaveEntry } from '../../src/waves/wave-queries.ts';
import { DispatchStatus } from '../dispatches/dispatch-status.tsx';
import { refusalText, type Words } from '../i18n/index.ts';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { GroupRow, Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import type { WavePageProps } from './show-page.tsx';

const COLUMNS = 4;

export function EntryRows({ t, view }: WavePageProps) {
  const words = t.waves;
  const routes = [...new Set(view.entries.map((entry) => entry.routeId))];
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head>{words.paper}</Head>
      <Head>{words.state}</Head>
      <Head>{words.rides}</Head>
    </>
  );
  return (
    <Panel title={words.chosen} padded={false} id="entries">
      <Table caption={words.chosen} head={head} stacks>
        {routes.map((routeId) => {
          const own = view.entries.filter((entry) => entry.routeId === routeId);
          const [first] = own;
          return (
            <>
              <GroupRow span={COLUMNS}>
                {first?.route} {t.rounds.loadCount(new Set(own.map((one) => one.member)).size, own.length)}
              </GroupRow>
              {own.map((entry) => (
                <EntryRow t={t} entry={entry} day={view.wave.day} />
              ))}
            </>
          );
        })}
      </Table>
    </Panel>
  );
}

function EntryRow({ t, entry, day }: { t: Words; entry: WaveEntry; day: string }) {
  const words = t.waves;
  const { requisition, dispatch } = entry;
  return (
    <tr>
      <td class="span-6">{entry.member}</td>
      <td class="span-6">
        {requisition !== null && <Code href={paths.requisition(requisition)}>{requisition}</Code>}{' '}
        {dispatch !== null && <Code href={paths.dispatch(dispatch)}>{dispatch}</Code>}
      </td>
      <td class="span-3">
        <EntryState t={t} entry={entry} />
      </td>
      <td class="span-3">
        {entry.round !== null && <Code href={paths.round(entry.round)}>{entry.round}</Code>}
        {entry.round === null && entry.outcome === 'taken' && (
          <a href={paths.newRound({ route: entry.routeId, day })}>{words.noRound}</a>
        )}
      </td>
    </tr>
  );
}

function EntryState({ t, entry }: { t: Words; entry: WaveEntry }) {
  const words = t.waves;
  const { outcome, reason, detail, dispatchStatus, lines, picked } = entry;
  if (outcome === null) return <Status icon="s-todo">{words.toAllocate}</Status>;
  if (outcome === 'refused') {
    return (
      <Status icon="s-no" tone="warn">
        {refusalText(t, { reason: reason ?? '', detail: detail ?? {} })}
      </Status>
    );
  }
  const short = Number(detail?.['short'] ?? 0);
  return (
    <>
      {dispatchStatus === 'picking' ? (
        <Status icon="s-todo">{t.dispatches.badge.picking(picked, lines)}</Status>
      ) : (
        <DispatchStatus t={t} status={dispatchStatus ?? ''} />
      )}
      {short > 0 && <small> {words.short(short)}</small>}
    </>
  );
}
