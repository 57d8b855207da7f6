/** Importing a statement: the file is chosen, shown as it was read, and taken in as shown. */
import type { CheckedStatement } from '../../src/bank/import-commands.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

const SHOWN = 100;

export function BankImportPage({ t, form }: { t: Words; form: FormState }) {
  const words = t.treasury.runs;
  const { fileField: file, openingField: opening, closingField: closing } = words;
  return (
    <>
      <PageHead
        title={words.import}
        crumbs={[{ label: words.bank, href: paths.bankLines() }]}
        crumbsLabel={t.frame.position}
        facts={[words.importIntro]}
      />
      <form class="form" method="post" action={paths.bankPreview()} enctype="multipart/form-data">
        <ErrorSummary t={t} form={form} labels={{ file, opening, closing }} />
        <FileField form={form} name="file" label={file} accept=".csv,.xlsx" required />
        <TextField form={form} name="opening" label={opening} hint={words.balanceHint} inputmode="decimal" />
        <TextField form={form} name="closing" label={closing} hint={words.balanceHint} inputmode="decimal" />
        <SubmitBar consequence={words.importConsequence}>
          <Button kind="primary">{words.preview}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

interface PreviewProps {
  t: Words;
  fileName: string;
  /** The file itself, base64: it travels with the preview. */
  content: string;
  typed: { opening: string; closing: string };
  checked: CheckedStatement;
  formKey: string;
}

export function BankPreviewPage({ t, fileName, content, typed, checked, formKey }: PreviewProps) {
  const words = t.treasury.runs;
  const { lines, openingFen, closingFen } = checked;
  const into = lines.reduce((sum, line) => sum + Math.max(0, line.amountFen), 0);
  const out = lines.reduce((sum, line) => sum + Math.max(0, -line.amountFen), 0);
  const balances =
    openingFen === null || closingFen === null
      ? words.noBalances
      : words.balances(moneyText(openingFen), moneyText(closingFen));
  const head = (
    <>
      <Head>{words.day}</Head>
      <Head num>{words.money}</Head>
      <Head>{words.counterparty}</Head>
      <Head>{words.memo}</Head>
      <Head>{words.reference}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.previewTitle}
        crumbs={[{ label: words.bank, href: paths.bankLines() }]}
        crumbsLabel={t.frame.position}
        facts={[fileName, words.previewFacts(lines.length, moneyText(into), moneyText(out)), balances]}
      />
      <form method="post" action={paths.bankImport()}>
        <HiddenKey value={formKey} />
        <Hidden name="fileName" value={fileName} />
        <Hidden name="content" value={content} />
        <Hidden name="opening" value={typed.opening} />
        <Hidden name="closing" value={typed.closing} />
        <SubmitBar consequence={words.importConsequence}>
          <Button kind="primary">{words.import}</Button>
        </SubmitBar>
      </form>
      <Table caption={words.previewTitle} head={head}>
        {lines.slice(0, SHOWN).map((line) => (
          <tr>
            <td class="nowrap">{line.bookedOn}</td>
            <td class="num">
              <Money t={t} amountFen={line.amountFen} />
            </td>
            <td>{line.counterName}</td>
            <td>{line.memo}</td>
            <td>{line.reference}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
