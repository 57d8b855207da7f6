/** Listed prices from a sheet: the upload, and what recording it would do row by row. */
import { paths } from '../../src/paths.ts';
import type { PriceImportRow } from '../../src/prices/import-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Price } from '../ui/values.tsx';

interface UploadProps {
  t: Words;
  form: FormState;
  formKey: string;
  columns: readonly { key: 'item' | 'price' | 'from'; title: string; required: boolean }[];
}

function crumbsOf(t: Words) {
  return [{ label: t.prices.title, href: paths.prices() }, { label: t.prices.importTitle }];
}

export function PriceUploadPage({ t, form, formKey, columns }: UploadProps) {
  const words = t.prices;
  const head = (
    <>
      <Head>{words.columns}</Head>
      <Head />
    </>
  );
  return (
    <>
      <PageHead
        title={words.importTitle}
        crumbs={crumbsOf(t)}
        crumbsLabel={t.frame.position}
        facts={[words.importIntro]}
      />
      <Columns>
        <form class="form" method="post" action={paths.priceImport()} enctype="multipart/form-data">
          <ErrorSummary t={t} form={form} labels={{ file: words.file, source: words.source }} />
          <HiddenKey value={formKey} />
          <FileField form={form} name="file" label={words.file} hint={words.fileHint} accept=".csv,.xlsx" required />
          <TextField form={form} name="source" label={words.source} hint={words.sourceHint} maxlength={100} required />
          <SubmitBar consequence={words.importNote}>
            <Button kind="primary">{words.importRead}</Button>
          </SubmitBar>
        </form>
        <Rail label={words.columns}>
          <Panel title={words.columns} padded={false}>
            <Table caption={words.columns} head={head} inset>
              {columns.map((column) => (
                <tr>
                  <td>
                    {column.title} {column.required && <small>{words.required}</small>}
                  </td>
                  <td>{words.columnMeanings[column.key]}</td>
                </tr>
              ))}
            </Table>
          </Panel>
          <div class="buttons">
            <LinkButton icon="i-download" href={paths.priceTemplate('csv')}>
              {words.templateCsv}
            </LinkButton>
            <LinkButton icon="i-download" href={paths.priceTemplate('xlsx')}>
              {words.templateXlsx}
            </LinkButton>
          </div>
        </Rail>
      </Columns>
    </>
  );
}

interface PreviewProps {
  t: Words;
  source: string;
  rows: readonly PriceImportRow[];
  formKey: string;
}

export function PricePreviewPage({ t, source, rows, formKey }: PreviewProps) {
  const words = t.prices;
  const count = (verdict: PriceImportRow['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  const good = rows.filter((row) => row.verdict === 'new');
  const text = good.map((row) => `${row.itemId},${row.pricePack},${row.validFrom}`).join('\n');
  const head = (
    <>
      <Head num>{words.row}</Head>
      <Head>{words.item}</Head>
      <Head num>{words.oldPrice}</Head>
      <Head num>{words.newPrice}</Head>
      <Head>{words.validFrom}</Head>
      <Head>{words.verdict}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.preview}
        crumbs={crumbsOf(t)}
        crumbsLabel={t.frame.position}
        facts={[source, words.counts(good.length, count('same'), count('refused'))]}
      />
      {good.length === 0 ? (
        <Notice tone="warn" title={words.nothingToApply} />
      ) : (
        <form class="form" method="post" action={paths.priceApplication()}>
          <HiddenKey value={formKey} />
          <Hidden name="source" value={source} />
          <Hidden name="rows" value={text} />
          <SubmitBar consequence={words.applyConsequence}>
            <Button kind="primary">{words.apply(good.length)}</Button>
          </SubmitBar>
        </form>
      )}
      <Table caption={words.preview} head={head} stacks>
        {rows.map((row) => (
          <tr>
            <td class="num span-1">{row.row}</td>
            <td class="span-5">
              <Item name={row.itemName === '' ? row.typed : row.itemName} detail={row.itemCode} />
            </td>
            <td class="num span-2">{row.oldPack !== null && <Price pricePack={row.oldPack} />}</td>
            <td class="num span-2">{row.pricePack > 0 && <Price pricePack={row.pricePack} />}</td>
            <td class="span-2">{row.validFrom}</td>
            <td class="note">
              {words.verdicts[row.verdict]}
              {row.problems.map((problem) => (
                <small> {refusalText(t, problem)}</small>
              ))}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
