-- Searches read the words, codes and aliases themselves.
ALTER TABLE `item` DROP COLUMN `search_text`;
