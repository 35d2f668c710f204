REM The catalogue package: overloads, NULL names, cursor variable.
REM Run as LIB in a session of its own; ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_books lib_catalog.book_cursor;
  l_book  books%ROWTYPE;
  l_seen  PLS_INTEGER := 0;
BEGIN
  DBMS_OUTPUT.PUT_LINE('1 [' || lib_catalog.author_name(1) || ']');
  DBMS_OUTPUT.PUT_LINE('3 [' || lib_catalog.author_name(3) || ']');
  DBMS_OUTPUT.PUT_LINE('4 [' || lib_catalog.author_name(4) || ']');
  DBMS_OUTPUT.PUT_LINE('99 [' || lib_catalog.author_name(99) || ']');

  DBMS_OUTPUT.PUT_LINE('by id ' || lib_catalog.book_count(2));
  DBMS_OUTPUT.PUT_LINE('by name ' || lib_catalog.book_count('verne'));
  DBMS_OUTPUT.PUT_LINE('by named argument ' || lib_catalog.book_count(p_last_name => 'Nobody'));

  DBMS_OUTPUT.PUT_LINE(lib_catalog.title_list(4));
  DBMS_OUTPUT.PUT_LINE(lib_catalog.title_list(p_separator => ' + ', p_author_id => 2));
  DBMS_OUTPUT.PUT_LINE('none [' || lib_catalog.title_list(99) || ']');

  lib_catalog.find_books('THE', l_books);
  LOOP
    FETCH l_books INTO l_book;
    EXIT WHEN l_books%NOTFOUND;
    DBMS_OUTPUT.PUT_LINE(l_books%ROWCOUNT || ' ' || l_book.title
      || ' isbn=' || l_book.isbn || ' year=' || l_book.published_year
      || ' price=' || l_book.price);
  END LOOP;
  CLOSE l_books;

  -- no text at all: the pattern is '%%'
  lib_catalog.find_books(NULL, l_books);
  LOOP
    FETCH l_books INTO l_book;
    EXIT WHEN l_books%NOTFOUND;
    l_seen := l_seen + 1;
  END LOOP;
  CLOSE l_books;
  DBMS_OUTPUT.PUT_LINE('all ' || l_seen);
END;
/

DECLARE
  l_book_id books.book_id%TYPE;
  l_copy_id copies.copy_id%TYPE;
  l_book    books%ROWTYPE;
  l_average NUMBER;
BEGIN
  lib_catalog.add_book(3, 'The Third Policeman', p_copies => 2, p_book_id => l_book_id, p_last_copy => l_copy_id);
  DBMS_OUTPUT.PUT_LINE('book ' || l_book_id || ' last copy ' || l_copy_id);
  lib_catalog.add_book(p_author_id => NULL, p_title => q'[Gulliver's Travels]',
                       p_book_id => l_book_id, p_last_copy => l_copy_id);
  DBMS_OUTPUT.PUT_LINE('book ' || l_book_id || ' last copy ' || l_copy_id);

  SELECT * INTO l_book FROM books WHERE book_id = l_book_id;
  DBMS_OUTPUT.PUT_LINE(l_book.title || ' author=' || l_book.author_id || ' price=' || l_book.price);

  SELECT AVG(price) INTO l_average FROM books WHERE author_id = 2;
  DBMS_OUTPUT.PUT_LINE('average ' || l_average);
  SELECT AVG(birth_year) INTO l_average FROM authors WHERE author_id IN (1, 2);
  DBMS_OUTPUT.PUT_LINE('average without NULLs ' || l_average);
  SELECT pages / 4 INTO l_average FROM books WHERE book_id = 2;
  DBMS_OUTPUT.PUT_LINE('quarter ' || l_average);
  SELECT price INTO l_average FROM books WHERE book_id = 10;
  DBMS_OUTPUT.PUT_LINE('cheap ' || l_average || ' [' || TO_CHAR(l_average, '990.00') || ']');
END;
/
ROLLBACK;
