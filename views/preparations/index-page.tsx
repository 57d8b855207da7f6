/** The permits of in-house preparations: which is valid, how much may still leave under it. */
import { paths } from '../../src/paths.ts';
import type { PermitLine } from '../../src/preparations/queries.ts';
import { PERMIT_STATES, type PermitState } from '../../src/preparations/rules.ts';
import type { Page } from '../../src/web/paging.ts';
import type { RegisterFilter } from '../../src/web/register.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { quantityText, type Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Register } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface PreparationsPageProps {
  t: Words;
  filter: RegisterFilter<PermitState>;
  today: string;
  page: Page<PermitLine>;
  can: { manage: boolean; export: boolean };
}

const SIGNALS: Record<PermitState, { icon: IconName; tone?: Tone }> = {
  valid: { icon: 's-done' },
  coming: { icon: 's-late' },
  expired: { icon: 's-no', tone: 'danger' },
  used_up: { icon: 's-no', tone: 'warn' },
  revoked: { icon: 's-no', tone: 'danger' },
};

export function PermitStatus({ t, state }: { t: Words; state: PermitState }) {
  return <Status {...SIGNALS[state]}>{t.preparations.states[state]}</Status>;
}

export function PreparationsPage({ t, filter, today, page, can }: PreparationsPageProps) {
  const words = t.preparations;
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newPermit()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.rule]} actions={can.manage ? add : undefined} />
      <Register
        t={t}
        words={words}
        states={PERMIT_STATES}
        filter={filter}
        today={today}
        page={page}
        href={paths.preparations}
        exports={can.export ? paths.preparationsExport : undefined}
      >
        <PermitRows t={t} rows={page.rows} />
      </Register>
    </>
  );
}

export function PermitRows({ t, rows }: { t: Words; rows: PermitLine[] }) {
  const words = t.preparations;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.item}</Head>
      <Head>{words.maker}</Head>
      <Head>{words.recipients}</Head>
      <Head>{words.validTo}</Head>
      <Head num>{words.left}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head}>
      {rows.map(({ permit, item, maker, recipients, usedBase, state }) => (
        <tr>
          <td>
            <Code href={paths.permit(permit.id)}>{permit.number}</Code>
          </td>
          <td>
            <span class="item">
              <a href={paths.item(item.code)}>{item.genericName}</a>
              <small>{item.strength}</small>
            </span>
          </td>
          <td>{maker}</td>
          <td>{words.receivers(recipients)}</td>
          <td>{permit.validTo}</td>
          <td class="num">{quantityText(t, Math.max(0, permit.capBase - usedBase), item)}</td>
          <td>
            <PermitStatus t={t} state={state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
