-- Whether what follows from the end of a trial, such as recommendations, is still to be worked out.
ALTER TABLE category.trial ADD COLUMN owed boolean NOT NULL DEFAULT false;
