#ifndef CEDITLINE_SHIM_H
#define CEDITLINE_SHIM_H

// Swift cannot call variadic functions, and libedit sets and reads everything through them. One
// inline wrapper for each shape of arguments is enough. The names say what is set.

#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

#include <histedit.h>

typedef unsigned char (*editline_function)(EditLine *, int);

static inline int editline_set_number(EditLine *editline, int operation, int value) {
  return el_wset(editline, operation, value);
}

static inline int editline_refresh(EditLine *editline) { return el_wset(editline, EL_REFRESH); }

static inline int editline_set_editor(EditLine *editline, const wchar_t *name) {
  return el_wset(editline, EL_EDITOR, name);
}

static inline int editline_has_vi_keys(EditLine *editline) {
  const wchar_t *name = NULL;
  return el_wget(editline, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}

static inline int editline_set_reader(EditLine *editline, el_rfunc_t reader) {
  return el_wset(editline, EL_GETCFN, reader);
}

static inline int editline_set_client(EditLine *editline, void *client) {
  return el_wset(editline, EL_CLIENTDATA, client);
}

static inline void *editline_client(EditLine *editline) {
  void *client = NULL;
  el_wget(editline, EL_CLIENTDATA, &client);
  return client;
}

static inline int editline_set_history(EditLine *editline, HistoryW *history) {
  return el_wset(editline, EL_HIST, history_w, history);
}

// The narrow `el_set` on purpose: it copies its strings, while `el_wset` keeps the caller's.
static inline int editline_add_function(
    EditLine *editline, const char *name, const char *help, editline_function function) {
  return el_set(editline, EL_ADDFN, name, help, function);
}

static inline int editline_bind(EditLine *editline, const char *key, const char *function) {
  return el_set(editline, EL_BIND, key, function, NULL);
}

// Binds in the alternative map, which is vi's command map.
static inline int editline_bind_alternative(
    EditLine *editline, const char *key, const char *function) {
  return el_set(editline, EL_BIND, "-a", key, function, NULL);
}

// Changes a terminal mode that holds while a line is edited, such as "-isig".
static inline int editline_set_edit_mode(EditLine *editline, const char *mode) {
  return el_set(editline, EL_SETTY, "-d", mode, NULL);
}

static inline int editline_history_set_size(HistoryW *history, int size) {
  HistEventW event;
  return history_w(history, &event, H_SETSIZE, size);
}

static inline int editline_history_enter(HistoryW *history, const wchar_t *text) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, text);
}

#endif
