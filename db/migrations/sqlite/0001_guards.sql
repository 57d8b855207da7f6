-- History is written once: these tables refuse UPDATE and DELETE whoever asks.
CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement BEGIN SELECT RAISE(ABORT, 'movement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'movement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER movement_line_no_update BEFORE UPDATE ON movement_line BEGIN SELECT RAISE(ABORT, 'movement_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER movement_line_no_delete BEFORE DELETE ON movement_line BEGIN SELECT RAISE(ABORT, 'movement_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit_row is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit_row is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER document_act_no_update BEFORE UPDATE ON document_act BEGIN SELECT RAISE(ABORT, 'document_act is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER document_act_no_delete BEFORE DELETE ON document_act BEGIN SELECT RAISE(ABORT, 'document_act is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'transfer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'transfer is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER period_no_update BEFORE UPDATE ON period BEGIN SELECT RAISE(ABORT, 'period is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER period_no_delete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'period is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER period_balance_no_update BEFORE UPDATE ON period_balance BEGIN SELECT RAISE(ABORT, 'period_balance is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER period_balance_no_delete BEFORE DELETE ON period_balance BEGIN SELECT RAISE(ABORT, 'period_balance is append-only'); END;
