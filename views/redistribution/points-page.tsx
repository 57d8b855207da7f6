/** Where members are: a list with what is missing, a form for one, and a sheet for all. */
import { paths } from '../../src/paths.ts';
import type { PlacedMember } from '../../src/redistribution/point-queries.ts';
import { degreesText } from '../../src/redistribution/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { FilterCheck, Filters, FilterText } from '../ui/filters.tsx';
import { formOf } from '../ui/form-state.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export interface PointsPageProps {
  t: Words;
  rows: PlacedMember[];
  q: string;
  missing: boolean;
  chosen: PlacedMember | undefined;
  form: { name: string; state: FormState };
  formKey: () => string;
  can: boolean;
}

export function PointsPage(props: PointsPageProps) {
  const { t, rows, q, missing } = props;
  const words = t.redistribution.points;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.redistribution.title, href: paths.proposals() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      <Columns kind="doc">
        <div class="stack">
          <Filters
            t={t}
            action={paths.memberPoints()}
            {...((q !== '' || missing) && { clear: paths.memberPoints() })}
            verb={t.forms.search}
          >
            <FilterText label={words.member} name="q" placeholder={words.hint} {...(q !== '' && { value: q })} />
            <FilterCheck label={words.missingOnly} name="missing" checked={missing} />
          </Filters>
          {rows.length === 0 ? <Empty title={words.none} /> : <Rows {...props} />}
        </div>
        {props.can && (
          <Rail label={words.setTitle}>
            <One {...props} />
            <Sheet {...props} />
          </Rail>
        )}
      </Columns>
    </>
  );
}

function Rows({ t, rows, can }: PointsPageProps) {
  const words = t.redistribution.points;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.latitude}</Head>
      <Head num>{words.longitude}</Head>
      <Head num>{words.hubKm}</Head>
      {can && <Head>{t.transfers.act}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            {row.shortName} <Code>{row.code}</Code>
          </td>
          <td class="num span-2" data-label={words.latitude}>
            {row.point === null ? words.unknown : degreesText(row.point.latitudeMicro)}
          </td>
          <td class="num span-2" data-label={words.longitude}>
            {row.point !== null && degreesText(row.point.longitudeMicro)}
          </td>
          <td class="num span-2" data-label={words.hubKm}>
            {row.hubKm?.toFixed(1)}
          </td>
          {can && (
            <td class="span-2">
              <LinkButton small kind="plain" href={`${paths.memberPoints({ member: row.code })}#one`}>
                {words.change}
              </LinkButton>
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function One(props: PointsPageProps) {
  const { t, chosen } = props;
  const words = t.redistribution.points;
  const form = formOf(props.form, 'one');
  const degrees = (micro: number | undefined) => (micro === undefined ? '' : degreesText(micro));
  return (
    <Panel title={words.setTitle} id="one" {...(chosen && { note: chosen.shortName })}>
      {chosen === undefined ? (
        <p class="hint">{words.chooseFirst}</p>
      ) : (
        <form class="form" method="post" action={paths.memberPoints()}>
          <ErrorSummary t={t} form={form} labels={{ latitude: words.latitude, longitude: words.longitude }} />
          <HiddenKey value={props.formKey()} />
          <Hidden name="member" value={chosen.code} />
          <TextField
            form={form}
            name="latitude"
            label={words.latitude}
            hint={words.latitudeHint}
            value={degrees(chosen.point?.latitudeMicro)}
            maxlength={20}
            required
          />
          <TextField
            form={form}
            name="longitude"
            label={words.longitude}
            hint={words.longitudeHint}
            value={degrees(chosen.point?.longitudeMicro)}
            maxlength={20}
            required
          />
          <SubmitBar consequence={words.setConsequence}>
            <Button kind="primary">{words.submit}</Button>
          </SubmitBar>
        </form>
      )}
    </Panel>
  );
}

function Sheet(props: PointsPageProps) {
  const { t } = props;
  const words = t.redistribution.points;
  const form = formOf(props.form, 'file');
  return (
    <Panel title={words.sheet}>
      <form class="form" method="post" action={paths.memberPointsFile()} enctype="multipart/form-data">
        <ErrorSummary t={t} form={form} labels={{ file: words.file }} />
        <HiddenKey value={props.formKey()} />
        <FileField form={form} name="file" label={words.file} hint={words.fileHint} accept=".csv,.xlsx" required />
        <SubmitBar consequence={words.fileConsequence}>
          <Button>{words.fileSubmit}</Button>
        </SubmitBar>
      </form>
      <p>
        <a href={paths.memberPointsTemplate()}>{words.template}</a>
      </p>
    </Panel>
  );
}
