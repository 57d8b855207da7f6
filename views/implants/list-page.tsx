/** High-value consumables as a list, unit by unit. */
import { UNIT_CHOICES } from '../../src/implants/rules.ts';
import type { ListedUnit, UnitFilter } from '../../src/implants/unit-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { UnitStatus } from './words.tsx';

interface ImplantsPageProps {
  t: Words;
  filter: Pick<UnitFilter, 'state' | 'q'>;
  rows: ListedUnit[];
  next: string | undefined;
  paged: boolean;
  can: { keep: boolean; export: boolean };
  today: string;
}

export function ImplantsPage(props: ImplantsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.implants;
  const actions = (
    <>
      <LinkButton href={paths.ownImplants()}>{words.ownTitle}</LinkButton>
      <LinkButton href={paths.shelfCounts()}>{t.shelfCounts.title}</LinkButton>
      <LinkButton href={paths.implantRecalls()}>{t.implantRecalls.title}</LinkButton>
      {can.keep && <LinkButton href={paths.newImplants()}>{words.forms.place}</LinkButton>}
      {can.keep && (
        <LinkButton kind="primary" icon="i-plus" href={paths.newImplantUse()}>
          {words.forms.use}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={actions} />
      <KeyedRegister
        t={t}
        words={words}
        states={UNIT_CHOICES}
        query={{ ...filter }}
        href={paths.implants}
        exports={can.export ? paths.implantsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, today }: ImplantsPageProps) {
  const words = t.implants;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.lotNumber}</Head>
      <Head>{words.expiresOn}</Head>
      <Head>{words.place}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.state}</Head>
      <Head>{words.patientRef}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <Item
              name={`${row.name} ${row.strength}`}
              detail={`${row.di} ${row.serial}`}
              href={paths.implant(row.id)}
            />
          </td>
          <td class="span-3" data-label={words.lotNumber}>
            {row.lotNumber}
          </td>
          <td class="span-3" data-label={words.expiresOn}>
            {row.expiresOn}
          </td>
          <td class="span-3">{`${row.place} ${row.shelf}`}</td>
          <td class="span-3">{row.supplier ?? words.own}</td>
          <td class="span-3">
            <UnitStatus t={t} unit={row} today={today} />
          </td>
          <td class="span-3" data-label={words.patientRef}>
            {row.patientRef === null ? '' : `${row.patientRef} ${row.operatedOn ?? ''}`}
          </td>
        </tr>
      ))}
    </Table>
  );
}
