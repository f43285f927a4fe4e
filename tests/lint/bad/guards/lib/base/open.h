/* SPDX-License-Identifier: ISC */
#ifndef BASE_OPEN_H
#define BASE_OPEN_H
#endif
struct behind;
