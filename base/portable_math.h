// Exponentials and logarithms that are the same on every machine. Those of the C library differ in
// the last digit between its versions and between processors (with fused operations or without),
// which is enough to swap two organisations with nearly equal scores. These use only additions,
// multiplications, divisions and exact scaling, which IEEE 754 defines to the last bit, in an order
// that the compiler may not change (no fast-math, no contraction: cmake/KontorCompiler.cmake).
//
// All are within 4 units in the last place of the true value, Pow within 1e-13 of it in relation
// while |y log2 x| is below 100. Not a number gives itself in Exp and Exp2. Thread-safe.
#pragma once

namespace kontor {

double Exp2(double x);   // 2^x; 0 below -1074, infinity from 1024 on
double Exp(double x);    // e^x
double Log2(double x);   // REQUIRES: x > 0 and finite
double Log(double x);    // natural. REQUIRES: x > 0 and finite
double Log1p(double x);  // ln(1 + x). REQUIRES: x > -1 and finite
// x^y. REQUIRES: x > 0, both finite
double Pow(double x, double y);

}  // namespace kontor
