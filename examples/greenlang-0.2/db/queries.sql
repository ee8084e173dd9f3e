-- Agents of the plants, for the monthly report.
SELECT id, legacy_format FROM agents WHERE status = 'active';

-- Ours: the column of this table has nothing to do with GreenLang's.
SELECT id, legacy_format FROM invoices;

UPDATE workflows SET deprecated_config = NULL WHERE id = 'emissions';
