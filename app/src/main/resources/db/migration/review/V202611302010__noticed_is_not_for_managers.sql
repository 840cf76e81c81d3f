-- On which day somebody began to use how many applications is when they worked with what: no manager reads that,
-- whatever the policy shows of them.
DROP POLICY reports ON review.noticed;
