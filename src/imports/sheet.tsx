/** The page that asks for a sheet, the empty sheet, and what is said when it was taken: told by the columns it has. */
import { UploadPage } from '../../views/catalogue/upload-page.tsx';
import type { Words } from '../../views/i18n/index.ts';
import type { NavKey } from '../../views/layout/navigation.ts';
import type { Services } from '../services.ts';
import type { Column } from '../spreadsheets/table.ts';
import type { Flash } from '../web/flash.ts';
import type { FormState } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import type { Recent } from './routes.tsx';

interface SheetWords<Key extends string> {
  title: string;
  intro: string;
  read: string;
  readNote: string;
  templateText: string;
  meanings: Record<Key, string>;
  flash: (taken: number) => string;
  flashText: (unchanged: number, refused: number) => string;
}

export interface AskedSheet<Key extends string> {
  address: string;
  template: (format: SpreadsheetFormat) => string;
  active: NavKey;
  columns: readonly Column<Key>[];
  words: (t: Words) => SheetWords<Key>;
  /** The page that the upload page stands below. */
  crumb: (t: Words) => { label: string; href: string };
}

/** The pages of an import's kit that ask for a sheet of these columns. */
export function sheetPages<Key extends string>(services: Services, sheet: AskedSheet<Key>) {
  const { address, template, active, columns } = sheet;
  return {
    address,
    active,
    sendTemplate: (c: AppContext) => {
      const empty = columns.map((column) => ({ head: column.titles[0] ?? column.key, value: () => null }));
      return spreadsheet(c, sheet.words(wordsFor(c)).title, empty, []);
    },
    showUpload: (c: AppContext, form: FormState, idempotencyKey: string, recent: readonly Recent[]) => {
      const t = wordsFor(c);
      const words = sheet.words(t);
      const told = columns.map(({ key, titles, required }) => {
        return { title: titles[0] ?? key, required, meaning: words.meanings[key] };
      });
      return c.render(
        <UploadPage
          t={t}
          title={words.title}
          intro={words.intro}
          action={address}
          form={form}
          idempotencyKey={idempotencyKey}
          recent={recent}
          now={services.clock.now()}
          submit={{ label: words.read, note: words.readNote }}
          template={{ text: words.templateText, csv: template('csv'), xlsx: template('xlsx'), columns: told }}
          crumb={sheet.crumb(t)}
        />,
        { title: words.title, active },
      );
    },
  };
}

/** How many rows of a sheet were taken, had nothing new, and were refused. */
export function takenFlash(
  words: Pick<SheetWords<never>, 'flash' | 'flashText'>,
  taken: number,
  left: { unchanged: number; refused: number },
): Flash {
  return { tone: 'accent', title: words.flash(taken), text: words.flashText(left.unchanged, left.refused) };
}
