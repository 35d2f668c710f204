CREATE OR REPLACE VIEW v_category_tree AS
SELECT category_id,
       LEVEL                                    depth,
       SUBSTR(SYS_CONNECT_BY_PATH(category_name, ' > '), 4)  full_path,
       CONNECT_BY_ROOT category_name            root_name,
       CONNECT_BY_ISLEAF                        is_leaf
  FROM categories
 START WITH parent_id IS NULL
CONNECT BY PRIOR category_id = parent_id;
